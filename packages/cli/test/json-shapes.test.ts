import assert from "node:assert/strict";
import { cf, type CommandResult, withDirectory } from "./support/fake-command.ts";
import { IS, SUBJECT, testSource } from "./support/pattern-tests.ts";
import { COUNTER, GREETING } from "./support/programs.ts";
import { schemaProblems } from "./support/validate-json.ts";

function assertShape(name: string, { json, out }: CommandResult): void {
  assert.deepEqual(schemaProblems(name, json), [], name);
  assert.equal(out, `${JSON.stringify(json)}\n`, "one document and a newline");
  assert.ok(!out.includes("\u001b"));
}

Deno.test("the validator refuses a missing, a renamed and a retyped field", () => {
  const good = { format: "cf.cache-verify/1", ok: true, checked: 0, misses: [] };
  assert.deepEqual(schemaProblems("cache-verify", good), []);
  const { ok: _ok, ...missing } = good;
  assert.notDeepEqual(schemaProblems("cache-verify", missing), []);
  assert.notDeepEqual(schemaProblems("cache-verify", { ...missing, fine: true }), []);
  assert.notDeepEqual(schemaProblems("cache-verify", { ...good, checked: "0" }), []);
});

Deno.test("every document has its shape, for success and for each kind of failure", async (t) => {
  const files = {
    ...COUNTER,
    "broken.tsx": "",
    "missing.tsx": 'import { x } from "./no\\u0007where.ts";\nexport default x;\n',
    "type.tsx": "export const n: number = 'quote\\\\\"';\nexport default n;\n",
    "let.tsx": "let n = 0;\nexport default n;\n",
    "throws.tsx": 'import { pattern } from "commonfabric";\n' +
      'export default pattern(() => { throw new Error("\\u001b[31m\\ud800\\n"); }, true, true);\n',
    "other/main.tsx": GREETING,
    "counter.tsx": SUBJECT,
    "good.test.tsx": testSource({
      imports: "action, navigateTo",
      body: 'const go = action(() => { console.log("\\u001b"); navigateTo(subject); });',
      steps: `${IS("subject.count === 0")}, { action: go }, { settle: true, skip: true }`,
    }),
    "bad.test.tsx": testSource({
      steps: `${IS("subject.count === 1")}, { action: subject.add, event: { by: -1 } }`,
    }),
  };
  await withDirectory(files, async (cwd) => {
    await Deno.writeFile(`${cwd}/broken.tsx`, Uint8Array.of(0x22, 0xff, 0x22));
    const rows: [name: string, code: number, schema: string, args: string[]][] = [
      ["versions", 0, "version", ["--version", "--json"]],
      ["identity", 0, "identity", ["identity", "counter/main.tsx", "--json"]],
      ["incomplete identity", 1, "identity", ["identity", "missing.tsx", "--json"]],
      ["identity of nothing", 1, "identity", ["identity", "absent.tsx", "--json"]],
      ["identity of a file that is no text", 1, "identity", ["identity", "broken.tsx", "--json"]],
      [
        "explain",
        1,
        "identity-explain",
        ["identity", "explain", "counter/main.tsx", "other/main.tsx", "--json"],
      ],
      [
        "explain of equals",
        0,
        "identity-explain",
        ["identity", "explain", "other/main.tsx", "other/main.tsx", "--json"],
      ],
      [
        "explain of an incomplete program",
        1,
        "error",
        ["identity", "explain", "missing.tsx", "other/main.tsx", "--json"],
      ],
      ["stats without a store", 1, "error", ["cache", "stats", "--json"]],
      ["verify without a store", 1, "error", ["cache", "verify", "--json"]],
      ["run", 0, "run", ["run", "counter/main.tsx", "--json", "--store", "st", "--trace"]],
      ["stats", 0, "cache-stats", ["cache", "stats", "--json", "--store", "st"]],
      [
        "stats of an absent space",
        0,
        "cache-stats",
        ["cache", "stats", "--json", "--store", "st", "--space", "s"],
      ],
      ["verify", 0, "cache-verify", ["cache", "verify", "--json", "--store", "st"]],
      ["check", 0, "check", ["check", "counter/main.tsx", "--json", "--store", "st"]],
      [
        "check of many failures",
        1,
        "check",
        ["check", "missing.tsx", "absent.tsx", "broken.tsx", "type.tsx", "let.tsx", "--json"],
      ],
      ["check of a failing body", 1, "check", ["check", "throws.tsx", "--json"]],
      ["run of a failing program", 1, "run", ["run", "let.tsx", "--fresh", "--json"]],
      [
        "run with failing steps",
        1,
        "run",
        [
          ...["run", "counter/main.tsx", "--json", "--store", "st", "--timeout", "20", "--events"],
          '[{"events":[{"stream":"add","payload":{"by":101}},{"stream":"no"}],' +
          '"expect":[{"path":"value","value":9}]}]',
        ],
      ],
      [
        "run of an absent piece",
        1,
        "run",
        ["run", "--piece", `/of:${"A".repeat(43)}`, "--json", "--store", "st"],
      ],
      ["tests that pass", 0, "test", ["test", "good.test.tsx", "--json"]],
      [
        "tests of each kind of failure",
        1,
        "test",
        ["test", "absent.test.tsx", "let.tsx", "good.test.tsx", "bad.test.tsx", "--json"],
      ],
      ["tests that a filter leaves out", 1, "error", ["test", ".", "--filter", "zzz", "--json"]],
      ["run of malformed payload", 2, "error", ["run", "let.tsx", "--json", "--argument", "{"]],
    ];
    for (const [name, code, schema, args] of rows) {
      await t.step(name, async () => {
        const result = await cf(args, { cwd });
        assert.equal(result.code, code, result.err);
        assertShape(schema, result);
      });
    }
  });
});

Deno.test("the same input gives the same document apart from times and counters", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const documents = [];
    for (let round = 0; round < 2; round++) {
      const { json } = await cf(["check", "counter/main.tsx", "--json"], { cwd });
      documents.push(
        JSON.stringify(
          json,
          (key, value) => key === "timings" || key === "counters" ? null : value,
        ),
      );
    }
    assert.equal(documents[0], documents[1]);
  });
});
