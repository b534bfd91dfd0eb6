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
  /** Processes remember what they did: what survives in a used one is tried in a fresh one. */
  readonly remembers?: true;
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
  {
    name: "sandbox",
    sources: ["packages/runner/sandbox"],
    except: [],
    tests: [
      "packages/runner/test/catchable-errors.test.ts",
      "packages/runner/test/engine-imports.test.ts",
      "packages/runner/test/esm-module-loader.test.ts",
      "packages/runner/test/esm-source-location.test.ts",
      "packages/runner/test/guest-errors.test.ts",
      "packages/runner/test/handler-fetch.test.ts",
      "packages/runner/test/harden.test.ts",
      "packages/runner/test/import-cycles.test.ts",
      "packages/runner/test/import-text.test.ts",
      "packages/runner/test/inherited-names.test.ts",
      "packages/runner/test/loader-checks.test.ts",
      "packages/runner/test/module-export-write-once.test.ts",
      "packages/runner/test/module-record-compiler.test.ts",
      "packages/runner/test/plain-data-checks.test.ts",
      "packages/runner/test/plain-data.test.ts",
      "packages/runner/test/planted-bodies.test.ts",
      "packages/runner/test/reexport-provenance.test.ts",
      "packages/runner/test/sandbox-compartment.test.ts",
      "packages/runner/test/sandbox-gates.test.ts",
      "packages/runner/test/sandbox-locale.test.ts",
      "packages/runner/test/unregistered-code.test.ts",
      "packages/runner/test/verification-checks.test.ts",
      "tasks/rule-deletion/attack-loads.ts",
    ],
    refusals: {},
    remembers: true,
  },
  {
    name: "identity",
    sources: [
      "packages/module-identity/encoding.ts",
      "packages/module-identity/identity-text.ts",
      "packages/module-identity/listed-specifier.ts",
      "packages/module-identity/normalize-source.ts",
      "packages/module-identity/paths.ts",
      "packages/module-identity/program",
      "packages/module-identity/resolve",
      "packages/module-identity/verify-source-closure.ts",
    ],
    except: [],
    tests: ["packages/module-identity/test"],
    refusals: {},
  },
  {
    name: "cache",
    sources: [
      "packages/compilation-cache/attestation",
      "packages/compilation-cache/documents",
      "packages/compilation-cache/read",
    ],
    except: ["-powers.ts"],
    tests: [
      "packages/compilation-cache/test/attestation.test.ts",
      "packages/compilation-cache/test/document-shapes.test.ts",
      "packages/compilation-cache/test/documents.test.ts",
      "packages/compilation-cache/test/emitted-docs.test.ts",
      "packages/compilation-cache/test/formats.test.ts",
      "packages/compilation-cache/test/key-file.test.ts",
      "packages/compilation-cache/test/labels.test.ts",
      "packages/compilation-cache/test/tampering.test.ts",
    ],
    refusals: {},
  },
];
