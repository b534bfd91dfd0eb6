import assert from "node:assert/strict";
import { parseCommand } from "../command/parse.ts";
import { VERBS } from "../command/verbs.ts";
import { cf, withDirectory } from "./support/fake-command.ts";
import { shellWords } from "./support/shell-words.ts";

const RED = "\u001b[31m";

Deno.test("colour follows the option, then NO_COLOR, then FORCE_COLOR, then the terminal", async () => {
  await withDirectory({ "bad.ts": "export const n = ;\n" }, async (cwd) => {
    for (const color of [undefined, "auto", "always", "never"]) {
      for (const noColor of [false, true]) {
        for (const forceColor of [false, true]) {
          for (const errIsTerminal of [false, true]) {
            const wanted = color === "always" ||
              (color !== "never" && !noColor && (forceColor || errIsTerminal));
            const env = {
              ...(noColor && { NO_COLOR: "" }),
              ...(forceColor && { FORCE_COLOR: "1" }),
            };
            const args = ["check", "bad.ts", "--until", "resolve", "missing.ts", "--quiet"];
            const { err } = await cf(color === undefined ? args : [...args, "--color", color], {
              cwd,
              env,
              errIsTerminal,
            });
            const row = JSON.stringify([color, noColor, forceColor, errIsTerminal]);
            assert.match(err, /resolve:no-main/);
            assert.equal(err.includes(RED), wanted, row);
          }
        }
      }
    }
  });
});

Deno.test("--json puts no escape sequence into the document, whatever the colour", async () => {
  await withDirectory({}, async (cwd) => {
    const args = ["check", "missing.ts", "--json", "--color", "always"];
    const { out, err } = await cf(args, { cwd, outIsTerminal: true, errIsTerminal: true });
    assert.ok(!out.includes("\u001b"));
    assert.ok(err.includes(RED));
    assert.equal((JSON.parse(out) as { ok: boolean }).ok, false);
  });
});

Deno.test("versions are told without TypeScript", async () => {
  const text = await cf(["--version"], { cwd: "/" });
  const { json } = await cf(["--version", "--json"], { cwd: "/" });
  const { format, ...versions } = json;
  assert.equal(format, "cf.version/1");
  assert.equal(
    text.out,
    Object.entries(versions).map(([name, value]) => `${name} ${value}\n`).join(""),
  );
  assert.equal(versions["deno"], Deno.version.deno);
  assert.match(String(versions["runtimeVersion"]), /^t1-[\w-]{43}$/);
});

Deno.test("help begins with examples, which are command lines that parse", async () => {
  for (const verb of VERBS) {
    for (const example of verb.examples) {
      const [command, ...args] = shellWords(example);
      assert.equal(command, "cf");
      assert.equal(parseCommand(args, VERBS).verb.name, verb.name);
    }
    const { code, out, err } = await cf([...verb.name.split(" "), "--help"], { cwd: "/" });
    assert.deepEqual([code, err], [0, ""]);
    assert.ok(out.indexOf("examples:") < out.indexOf("options:"));
    assert.ok(out.indexOf("options:") < out.indexOf("exit codes:"));
    for (const option of verb.options) assert.ok(out.includes(`--${option.name}`), option.name);
  }
});

Deno.test("a closed pipe, an unknown name and an empty command line are no internal errors", async () => {
  assert.equal((await cf([], { cwd: "/" })).code, 0);
  assert.equal((await cf(["--help"], { cwd: "/" })).code, 0);
  assert.equal((await cf(["--version", "--jsn"], { cwd: "/" })).code, 2);
  const group = await cf(["cache"], { cwd: "/" });
  assert.deepEqual([group.code, group.err], [
    2,
    "cf which of ls, stats, verify, audit, gc, pin, unpin?\n",
  ]);
});
