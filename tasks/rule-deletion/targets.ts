/** What is mutated, and the tests that must notice. */

export interface Target {
  readonly name: string;
  /** Files and directories of sources, from the root of the repository. */
  readonly sources: readonly string[];
  /** Sources below those that hold no rule: their paths end so. */
  readonly except: readonly string[];
  /** Test files and directories of them. */
  readonly tests: readonly string[];
  /** What an accepting check gives in place of the call of this name. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Each mutant needs a process of its own: the code changes its realm. */
  readonly isolated?: true;
}

export const TARGETS: readonly Target[] = [
  {
    name: "verifier",
    sources: [
      "packages/sandbox-verifier",
      "packages/contract/refused-text.ts",
      "packages/contract/sandbox-globals.ts",
      "packages/contract/wrapper.ts",
      "packages/contract/host-table.ts",
    ],
    except: ["/messages.ts", "/mod.ts", "-powers.ts"],
    tests: [
      "packages/sandbox-verifier/test",
      "packages/contract/test",
      "tasks/rule-deletion/attack-bodies.ts",
    ],
    refusals: { refusal: '"data"', callbackRefusal: '"data"', knownRefusal: '"data"' },
  },
];
