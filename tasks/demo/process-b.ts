/**
 * Process B of the demo: gets a store and the address of a piece, no source. It resumes the piece,
 * reads it, sends one more event and reads it again. Arguments: store directory, space, id.
 */
import type { EventType } from "@commonfabric/contract";
import { type LoggedEvent, Runtime } from "@commonfabric/runner";
import { sqliteStores } from "@commonfabric/storage";
import { type ResumedReport, tell } from "./messages.ts";
import { readNotebook } from "./notebook-state.ts";
import { EIGHTH_NOTE } from "./notes.ts";
import { counted, fineNowMs, moduleCount, type StageMark, stagesOf } from "./stages.ts";

const [directory, space, id] = Deno.args as [string, string, string];

tell<never>({ progress: "resume" });
const runtime = new Runtime({
  stores: sqliteStores(directory),
  ports: { nowMs: fineNowMs },
});
runtime.onError((error) => console.error(`${error.name}: ${error.message}`));
const { events } = runtime.patterns;

const startMs = fineNowMs();
const cell = runtime.getCellFromLink({ "/": { "link@1": { space, id } } });
await runtime.start(cell);
const before = await readNotebook(cell);
const shownMs = fineNowMs();

tell<never>({ progress: "event" });
const { status, error } = await runtime.sendEvent(cell.key("addNote"), EIGHTH_NOTE);
if (status !== "committed") throw error;
const after = await readNotebook(cell);
await runtime.settled();
const doneMs = fineNowMs();

const log = events.recent();
const stages = stagesOf(log, startMs, marks());
const resumedMs = log.find((event) => event.type === "resumed")?.atMs ?? startMs;
const report: ResumedReport = {
  stages: [
    ...stages,
    { name: "show", ms: shownMs - resumedMs, remark: counted(before.count, "note") },
    { name: "run", ms: doneMs - shownMs, remark: "1 event handled" },
  ],
  events: log.map((event) => event.type),
  before,
  after,
  counters: runtime.counters(),
};
await runtime.dispose();
tell({ report });

function marks(): ReadonlyMap<EventType, StageMark> {
  const modules = (event: LoggedEvent) => counted(moduleCount(event), "module");
  return new Map<EventType, StageMark>([
    ["cacheHit", { name: "look up", remark: (event) => `${modules(event)} found by identity` }],
    ["verified", { name: "verify", remark: (event) => `${modules(event)}, from the store` }],
    ["evaluated", { name: "evaluate", remark: (event) => `${modules(event)} with code to run` }],
    ["resumed", { name: "resume", remark: () => "pointer, graph, nodes" }],
  ]);
}
