/** The documents of the verbs over stored pieces against the schemas of this folder. */
import assert from "node:assert/strict";
import { cf, withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";
import { schemaProblems } from "./support/validate-json.ts";

/** Schema of the document, exit code, command line. They run in this order on one store. */
const ROWS: readonly (readonly [schema: string, code: number, ...args: string[]])[] = [
  ["piece-new", 0, "piece", "new", "counter/main.tsx", "--name", "c"],
  ["piece-new", 0, "piece", "new", "counter/main.tsx", "--name", "other"],
  ["piece-new", 1, "piece", "new", "broken.tsx"],
  ["piece-new", 1, "piece", "new", "counter/main.tsx", "--argument", '{"value":"x"}'],
  ["addressed-error", 1, "piece", "new", "counter/main.tsx", "--name", "c"],
  ["addressed-error", 2, "piece", "new", "counter/main.tsx", "--argument", "{"],
  ["piece-ls", 0, "piece", "ls"],
  ["piece-ls", 0, "piece", "ls", "--space", "nowhere"],
  ["error", 1, "piece", "ls", "--store", "nowhere"],
  ["get", 0, "get", "@c"],
  ["get", 0, "get", "@c/double"],
  ["get", 0, "get", "@c", "--step"],
  ["get", 0, "get", "@c#meta:patternIdentity"],
  ["addressed-error", 1, "get", "nonsense"],
  ["addressed-error", 1, "get", "@c/nothing"],
  ["set", 0, "set", "@c/value", "4"],
  ["addressed-error", 2, "set", "@c/value", '"\\u001b\\"\\n"'],
  ["call", 0, "call", "@c/add", '{"by":1}'],
  ["call", 1, "call", "@c/add", '{"by":101}'],
  ["addressed-error", 2, "call", "@c/add", '{"by":1,"\\u0007\\ud800":2}'],
  ["link", 0, "link", "@c/value", "@other/value"],
  ["addressed-error", 1, "link", "@c/value", "@c/value"],
  ["graph", 0, "graph", "@c"],
  ["error", 1, "wish", "#default"],
  ["wish", 0, "wish", "#default", "--default", "@c"],
  ["wish", 0, "wish", "/double"],
  ["wish", 0, "wish", "#now"],
  ["error", 1, "wish", "#nothing"],
  ["error", 1, "wish", "whatever"],
  ["addressed-error", 1, "graph", "@nobody"],
  ["piece-inspect", 0, "piece", "inspect", "@c"],
  ["addressed-error", 1, "piece", "inspect", "@nobody"],
  ["piece-setsrc", 0, "piece", "setsrc", "@c", "counter/main.tsx", "--check"],
  ["piece-setsrc", 0, "piece", "setsrc", "@c", "counter/main.tsx"],
  ["piece-setsrc", 1, "piece", "setsrc", "@c", "broken.tsx"],
  ["piece-getsrc", 0, "piece", "getsrc", "@c"],
  ["piece-step", 0, "piece", "step", "@c"],
  [
    "piece-step",
    1,
    "piece",
    "step",
    "@c",
    "--timeout",
    "20",
    "--events",
    '[{"expect":[{"path":"value","value":-1}]}]',
  ],
  ["addressed-error", 2, "piece", "step", "@c", "--events", '[{"x":1}]'],
  ["inspect-spaces", 0, "inspect", "spaces"],
  ["inspect-docs", 0, "inspect", "docs"],
  ["inspect-doc", 0, "inspect", "doc", "@c"],
  ["addressed-error", 1, "inspect", "doc", "@c#internal:nothing"],
  ["inspect-history", 0, "inspect", "history", "@c#argument"],
  ["inspect-commits", 0, "inspect", "commits"],
  ["inspect-refs", 0, "inspect", "refs", `of:${"A".repeat(43)}`],
  ["error", 1, "inspect", "refs", "x"],
  ["inspect-labels", 0, "inspect", "labels", "@c"],
  ["addressed-error", 1, "inspect", "labels", "@c#meta:schema"],
  ["inspect-sql", 0, "inspect", "sql", "SELECT 9.5 AS a, NULL AS b, x'00' AS c"],
  ["error", 2, "inspect", "sql", "DROP TABLE doc"],
  ["cache-ls", 0, "cache", "ls"],
  ["cache-ls", 0, "cache", "ls", "--space", "nowhere"],
  ["error", 1, "cache", "ls", "--store", "nowhere"],
  ["cache-pin", 0, "cache", "pin", "@c"],
  ["cache-pin", 0, "cache", "pin", "@c"],
  ["error", 1, "cache", "pin", "A".repeat(43)],
  ["error", 1, "cache", "pin", "nonsense"],
  ["cache-audit", 0, "cache", "audit"],
  ["cache-audit", 0, "cache", "audit", "--space", "nowhere"],
  ["error", 2, "cache", "audit", "--rebuild", "0%"],
  ["error", 1, "cache", "audit", "--store", "nowhere"],
  ["cache-gc", 0, "cache", "gc", "--dry-run"],
  ["cache-gc", 0, "cache", "gc", "--grace", "0", "--keep-versions", "0"],
  ["cache-gc", 0, "cache", "gc", "--space", "nowhere"],
  ["error", 1, "cache", "gc", "--store", "nowhere"],
  ["error", 2, "cache", "gc", "--grace", "x"],
  ["error", 2, "cache", "gc", "--keep-versions", "x"],
  ["cache-unpin", 0, "cache", "unpin", "@c"],
  ["init", 0, "init", "fresh"],
  ["completion", 0, "completion", "bash"],
  ["error", 2, "completion", "tcsh"],
  ["piece-rm", 0, "piece", "rm", "@other"],
  ["addressed-error", 1, "piece", "rm", "@other"],
];

Deno.test("every verb prints one document of its shape, whatever the outcome", async (t) => {
  const files = { ...COUNTER, ".cf/x": "", "broken.tsx": "export const n: number = '';\n" };
  await withDirectory(files, async (cwd) => {
    for (const [schema, code, ...args] of ROWS) {
      await t.step(args.join(" "), async () => {
        const result = await cf([...args, "--json"], { cwd });
        assert.equal(result.code, code, result.err);
        assert.deepEqual(schemaProblems(schema, result.json), []);
        assert.equal(result.out, `${JSON.stringify(result.json)}\n`, "one document and a newline");
        assert.ok(!result.out.includes("\u001b"));
        const verb = args.slice(0, /^(?:piece|inspect|cache)$/.test(args[0]!) ? 2 : 1).join("-");
        assert.equal(result.json["format"], `cf.${verb}/1`);
      });
    }
  });
});
