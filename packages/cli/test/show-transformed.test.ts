import assert from "node:assert/strict";
import { alignStatements } from "../check/align-statements.ts";
import { besideEachOther } from "../output/columns.ts";
import { cf, type CommandSetting, withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

const WIDE = { outIsTerminal: true, outColumns: 120, env: { NO_COLOR: "" } };

async function shown(option: string, setting: Omit<CommandSetting, "cwd">) {
  let result: { code: number; out: string; err: string } | undefined;
  await withDirectory(COUNTER, async (cwd) => {
    result = await cf(["check", "counter/main.tsx", option], { cwd, ...setting });
  });
  return result!;
}

Deno.test("on a wide terminal each statement stands beside what was made of it", async () => {
  const { code, out, err } = await shown("--show-transformed", WIDE);
  assert.deepEqual([code, err], [0, ""]);
  const rows = [
    /^\/mid\.ts \(authored\) +\| \/mid\.ts \(emitted\)$/m,
    /^import \{ STEP \} from "\.\/leaf\.ts"; +\| const leaf_ts_1 = require\("\.\/leaf\.ts"\);$/m,
    /^export const STEP = 1; +\| exports\.STEP = 1;$/m,
    /^const state = \{ +\| const state = __cfHelpers\.__cf_data\(\{$/m,
    /^export default pattern\( +\| exports\.default = \(0, commonfabric_1\.pattern\)\(/m,
    /^ +\| __cfReg\(\{ add, double \}\);$/m,
  ];
  for (const row of rows) assert.match(out, row);
  assert.ok(out.split("\n").every((line) => line.length <= 120));
});

Deno.test("the two texts stand one under the other without a terminal and on a narrow one", async () => {
  const piped = await shown("--show-transformed", { outColumns: 200 });
  const narrow = await shown("--show-transformed", { ...WIDE, outColumns: 99 });
  assert.match(
    piped.out,
    /^=== \/leaf\.ts \(authored\)\nexport const STEP = 1;\n=== \/leaf\.ts \(emitted\)\n/,
  );
  assert.equal(narrow.out, piped.out);
});

Deno.test("one module is shown on request, and one that is not there is refused", async () => {
  for (const path of ["/leaf.ts", "leaf.ts"]) {
    const { out } = await shown(`--show-transformed=${path}`, {});
    assert.deepEqual(out.match(/^===.*$/gm), [
      "=== /leaf.ts (authored)",
      "=== /leaf.ts (emitted)",
    ]);
  }
  const { code, out, err } = await shown("--show-transformed=leef.ts", {});
  assert.deepEqual([code, out], [1, ""]);
  assert.match(err, /no such module: "\/leef\.ts" \(has: \/leaf\.ts, \/main\.tsx, \/mid\.ts\)/);
});

Deno.test("an option whose value may be left out takes no operand for it", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const { code, out } = await cf(["check", "--show-transformed", "counter/leaf.ts"], { cwd });
    // The module has no default export: it is checked as the program that it was named as.
    assert.equal(code, 1);
    assert.match(out, /=== \/leaf\.ts \(emitted\)/);
  });
});

Deno.test("without a map every emitted line is kept, in a row of its own", () => {
  const rows = alignStatements(
    "const a = 1;\nconst b = 2;\n",
    '"use strict";\nconst a = 1;',
    undefined,
  );
  assert.deepEqual(rows, [
    { authored: ["const a = 1;"], emitted: [] },
    { authored: ["const b = 2;"], emitted: [] },
    { authored: [], emitted: ['"use strict";', "const a = 1;"] },
  ]);
});

Deno.test("a comment goes with the statement below it, and no line is lost", () => {
  const authored =
    "/**\n * About a.\n */\nconst a = [\n  1,\n];\n\n// About b.\nconst b = `\nc`;\n";
  const rows = alignStatements(authored, "", undefined);
  assert.deepEqual(rows.map((row) => row.authored.join("\n")), [
    "/**\n * About a.\n */\nconst a = [\n  1,\n];",
    "// About b.\nconst b = `",
    "c`;",
  ]);
});

Deno.test("columns wrap whole characters, widen tabs and escape controls", () => {
  const astral = "\u{1f600}"; // grinning face
  assert.deepEqual(besideEachOther([astral.repeat(5)], ["\tx\u001b[31m"], 11), [
    `${astral.repeat(4)} |   x\\`,
    `${astral}    | u001`,
    "     | b[31",
    "     | m",
  ]);
});
