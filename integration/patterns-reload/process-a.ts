/**
 * Process A: loads the program from source, makes a notebook, adds notes through its streams without
 * waiting, waits for the stored state, prints its report and exits. Argument: a `CreateSpec`.
 */
import { addNotes, noteNumbers, SPACE, takeSnapshot } from "./notebook.ts";
import { ObservedProcess } from "./process.ts";
import type { CreateSpec } from "./report.ts";

const spec = JSON.parse(Deno.args[0]!) as CreateSpec;
const process = new ObservedProcess(spec, (commits) => {
  if (commits === spec.killAfterCommits) Deno.kill(Deno.pid, "SIGKILL");
});
const { runtime } = process;
const { pattern } = await process.load(spec.main);
const { value, ...part } = await process.part(async () => {
  const cell = runtime.getCell(SPACE, { notebook: spec.cause }, { schema: pattern.resultSchema });
  await runtime.editWithRetry((tx) => {
    runtime.run(tx, pattern, {}, cell);
  });
  await addNotes(runtime, cell, noteNumbers(spec.notes, spec.seed));
  const { space, id } = cell.getAsNormalizedFullLink();
  return { piece: { space, id }, snapshot: await takeSnapshot(runtime, cell, spec.store) };
});
await runtime.patterns.flushCompileCacheWrites();
await process.end({ piece: value.piece, edited: { ...part, snapshot: value.snapshot } });
