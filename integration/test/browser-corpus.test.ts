/** The corpus of the browser suite, in this process: what a page must answer is right here, too. */
import assert from "node:assert/strict";
import { makeLazyCompiler } from "@commonfabric/runner";
import { browserSuite } from "../browser/suite.ts";
import { runSuite } from "../harness/suite.ts";
import { ensureLockdown } from "../../packages/runner/sandbox/lockdown.ts";
import { engineWith } from "../../tasks/attacks/sandbox.ts";
import {
  AUTHORED_FRAMES,
  authoredFrames,
  THROWING_PROGRAM,
  thrownBy,
} from "../browser/corpus/throwing-program.ts";

Deno.test("errors of nested callbacks, async functions, generators and cycles have authored frames", async () => {
  const engine = engineWith({ compiler: makeLazyCompiler() });
  const compiled = await engine.compileToRecordGraph(THROWING_PROGRAM);
  const { main } = engine.evaluateRecordGraph(compiled);
  const { getStackString } = ensureLockdown();
  for (const [name, frames] of Object.entries(AUTHORED_FRAMES)) {
    const error = await thrownBy(main[name]);
    const stack = engine.stackMapper.parse(getStackString(error as Error));
    assert.deepEqual(authoredFrames(stack), frames, stack);
  }
});

Deno.test("without Chromium the suite is skipped and says so, and fails where it is required", async () => {
  const outcome = async (variables: Readonly<Record<string, string>>) => {
    for (const [name, value] of Object.entries(variables)) Deno.env.set(name, value);
    try {
      return await runSuite(browserSuite, "", () => {});
    } finally {
      for (const name of Object.keys(variables)) Deno.env.delete(name);
    }
  };
  const [skipped, ...others] = await outcome({ CF_CHROMIUM: "", CF_REQUIRE_BROWSER: "0" });
  assert.deepEqual(others, []);
  assert.equal(skipped!.isSkipped, true);
  assert.equal(skipped!.remark, "skipped: chromium not found");
  const [required] = await outcome({ CF_CHROMIUM: "", CF_REQUIRE_BROWSER: "1" });
  assert.equal(required!.isSkipped, false);
  assert.match(required!.failure!, /CF_REQUIRE_BROWSER: skipped: chromium not found/);
  await assert.rejects(outcome({ CF_CHROMIUM: "/nowhere/chromium" }), {
    message: "CF_CHROMIUM: there is no /nowhere/chromium",
  });
});
