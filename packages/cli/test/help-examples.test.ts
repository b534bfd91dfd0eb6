/** The examples of every help text, run as they stand there. */
import assert from "node:assert/strict";
import { commandHelp, verbHelp } from "../command/help.ts";
import { VERBS } from "../command/verbs.ts";
import { cf, withDirectory } from "./support/fake-command.ts";
import { shellWords } from "./support/shell-words.ts";
import { COUNTER } from "./support/programs.ts";

const TEST = `import { action, assert, pattern, TESTS, Writable } from "commonfabric";

export default pattern(() => {
  const value = new Writable(0);
  const add = action(() => value.set(value.get() + 1));
  return { [TESTS]: [{ action: add }, { assertion: assert(() => value.get() === 1) }] };
});
`;

const FILES: Readonly<Record<string, string>> = {
  "counter.tsx": COUNTER["counter/main.tsx"]!,
  "mid.ts": COUNTER["counter/mid.ts"]!,
  "leaf.ts": COUNTER["counter/leaf.ts"]!,
  "events.json": '[{"events":[{"stream":"add","payload":{"by":2}}]}]',
  "before/main.tsx": "export default 1;\n",
  "after/main.tsx": "export default 2;\n",
  "counter.test.tsx": TEST,
  "patterns/counter.test.tsx": TEST,
  ".cf/x": "",
};

/** Verbs whose example has something to report, or that say why they cannot. */
const FAILING: ReadonlySet<string> = new Set(["identity explain"]);

for (const verb of VERBS) {
  Deno.test(`the examples of cf ${verb.name} do what they say`, async () => {
    assert.ok(verb.examples.length > 0, "every verb has an example");
    await withDirectory(FILES, async (cwd) => {
      for (const name of ["counter", "other"]) {
        const made = await cf(["piece", "new", "counter.tsx", "--name", name], { cwd });
        assert.equal(made.code, 0, made.err);
      }
      if (verb.name === "piece new") await cf(["piece", "rm", "@counter"], { cwd });
      for (const example of verb.examples) {
        const [command, ...args] = shellWords(example);
        const { code, err } = await cf(args, { cwd });
        assert.equal(command, "cf");
        assert.equal(code, FAILING.has(verb.name) ? 1 : 0, `${example}: ${err}`);
      }
    });
  });
}

Deno.test("help begins with examples, then options, then exit codes", () => {
  for (const text of [commandHelp(VERBS), ...VERBS.map(verbHelp)]) {
    const at = ["examples:", "exit codes:"].map((title) => text.indexOf(title));
    assert.ok(at[0]! > 0 && at[0]! < at[1]!, text);
  }
  for (const verb of VERBS) assert.ok(commandHelp(VERBS).includes(`  ${verb.name} `), verb.name);
});
