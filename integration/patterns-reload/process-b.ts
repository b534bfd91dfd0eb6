/**
 * Process B: resumes a piece by its address alone, in a directory without sources; adds notes when
 * it is told to. It may be told to load programs from source first. Argument: a `ResumeSpec`.
 */
import { addNotes, noteNumbers, takeSnapshot } from "./notebook.ts";
import { ObservedProcess } from "./process.ts";
import type { ProcessReport, ResumeSpec } from "./report.ts";

type Parts = Pick<ProcessReport, "resumed" | "edited">;

const spec = JSON.parse(Deno.args[0]!) as ResumeSpec;
const process = new ObservedProcess(spec);
const { runtime } = process;

async function run(): Promise<Parts> {
  for (const main of spec.load ?? []) await process.load(main);
  if (spec.resume === undefined) return {};
  const cell = runtime.getCellFromLink({ "/": { "link@1": spec.resume } });
  const { value: snapshot, ...resumed } = await process.part(async () => {
    await runtime.start(cell);
    return await takeSnapshot(runtime, cell, spec.store);
  });
  if (!spec.notes) return { resumed: { ...resumed, snapshot } };
  const { value: after, ...edited } = await process.part(async () => {
    await addNotes(runtime, cell, noteNumbers(spec.notes!));
    return await takeSnapshot(runtime, cell, spec.store);
  });
  return { resumed: { ...resumed, snapshot }, edited: { ...edited, snapshot: after } };
}

const outcome = await run().catch((error: unknown): { error: unknown } => ({ error }));
await process.end(outcome);
