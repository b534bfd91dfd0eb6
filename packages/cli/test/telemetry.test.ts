/** The command under OpenTelemetry: what a verb does is told, and its output is what it was. */
import assert from "node:assert/strict";
import { startCollector } from "../../runner/test/support/otlp-collector.ts";
import { withDirectory } from "./support/fake-command.ts";
import { COUNTER } from "./support/programs.ts";

const MAIN = new URL("../main-powers.ts", import.meta.url).pathname;

async function cfProcess(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ code: number; out: string; err: string }> {
  const { code, stdout, stderr } = await new Deno.Command("deno", {
    args: ["run", "--no-check", "--quiet", "--allow-all", MAIN, ...args],
    cwd,
    env,
  }).output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

Deno.test("a run and a collection are told as operations, and print what they print without", async () => {
  await withDirectory(COUNTER, async (cwd) => {
    const run = ["run", "counter/main.tsx", "--store", "st", "--cause", "mine"];
    const collect = ["cache", "gc", "--store", "st", "--dry-run"];
    assert.equal((await cfProcess(cwd, run)).code, 0);
    const collector = startCollector();
    try {
      for (const args of [run, collect]) {
        const plain = await cfProcess(cwd, args);
        const watched = await cfProcess(cwd, args, collector.environment);
        assert.deepEqual([watched.code, watched.out], [0, plain.out], watched.err);
      }
    } finally {
      await collector.close();
    }
    const spans = collector.spans();
    const operations = new Set(
      spans.filter(({ parent }) => parent === undefined).map(({ name }) => name),
    );
    assert.ok(operations.has("compileOrGetPattern"), [...operations].join(" "));
    assert.ok(operations.has("collectGarbage"), [...operations].join(" "));
    const resumed = spans.find(({ name }) => name === "resumed")!;
    assert.equal(resumed.attributes["cf.toRun"], 0);
    assert.equal(collector.counters().hits, 1);
  });
});
