/**
 * Process C: edits the body of one note of a notebook that it does not run, and tells which pieces a
 * host would have to wake. Argument: an `EditSpec`.
 */
import { ObservedProcess } from "./process.ts";
import type { EditSpec } from "./report.ts";

const spec = JSON.parse(Deno.args[0]!) as EditSpec;
const process = new ObservedProcess(spec);
const { runtime } = process;
const notebook = runtime.getCellFromLink({ "/": { "link@1": spec.piece } });
await notebook.sync();
const note = notebook.key("notes", spec.note).resolveAsCell();
await note.sync();
await runtime.editWithRetry((tx) => note.withTx(tx).key("body").set(spec.body));
const affected = await runtime.affected([note.getAsNormalizedFullLink()]);
await process.end({ affected: affected.map(({ space, id }) => ({ space, id })) });
