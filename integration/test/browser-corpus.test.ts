/** The corpus of the browser suite, in this process: what a page must answer is right here, too. */
import assert from "node:assert/strict";
import { makeLazyCompiler } from "@commonfabric/runner";
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
