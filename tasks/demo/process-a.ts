/**
 * Process A of the demo: loads the notebook from source into the store, makes a notebook with seven
 * notes through its streams, and exits. Arguments: store directory, main file.
 */
import { hostTable } from "@commonfabric/api";
import { nodeSha256 } from "@commonfabric/canonical";
import {
  ensureCompiler,
  FileSystemProgramResolver,
  resolveProgram,
} from "@commonfabric/js-compiler";
import { computeModuleIdentities, scanImports } from "@commonfabric/module-identity";
import type { EventType } from "@commonfabric/contract";
import { type LoggedEvent, Runtime } from "@commonfabric/runner";
import { sqliteStores } from "@commonfabric/storage";
import { closureSizes } from "./closure-sizes.ts";
import { type CreatedReport, tell } from "./messages.ts";
import { readNotebook } from "./notebook-state.ts";
import { SEVEN_NOTES } from "./notes.ts";
import { counted, fineNowMs, moduleCount, type StageMark, stagesOf } from "./stages.ts";

const SPACE = "home";

const [directory, mainFile] = Deno.args as [string, string];
/** The stage that begins when an event was emitted. */
const FOLLOWING = new Map<string, string>([
  ["identified", "look up"],
  ["cacheMiss", "compile"],
  ["compiled", "verify"],
  ["verified", "evaluate"],
  ["evaluated", "write-back"],
]);

tell<never>({ progress: "resolve" });
const runtime = new Runtime({
  stores: sqliteStores(directory),
  ports: { nowMs: fineNowMs },
});
runtime.onError((error) => console.error(`${error.name}: ${error.message}`));
const { events } = runtime.patterns;
events.subscribe((event) => {
  const next = FOLLOWING.get(event.type);
  if (next !== undefined) tell<never>({ progress: next });
});

const startMs = fineNowMs();
const program = await resolveProgram(new FileSystemProgramResolver(mainFile), {
  hosts: hostTable,
  sha256: nodeSha256,
  memo: runtime.edgeMemo,
  loadParseEdges: async () => (await ensureCompiler()).parseEdges,
});
const resolvedMs = fineNowMs();
tell<never>({ progress: "identity" });
const pattern = await runtime.patterns.compilePattern(program, { space: SPACE });
const loadedMs = fineNowMs();

const cell = runtime.getCell(SPACE, { notebook: "demo" }, { schema: pattern.resultSchema });
await runtime.editWithRetry((tx) => {
  runtime.run(tx, pattern, {}, cell);
});
await runtime.sendEvent(cell.key("rename"), { title: "Field notes" });
for (const [index, note] of SEVEN_NOTES.entries()) {
  tell<never>({ progress: "events", done: index, total: SEVEN_NOTES.length });
  const { status, error } = await runtime.sendEvent(cell.key("addNote"), note);
  if (status !== "committed") throw error;
}
const state = await readNotebook(cell);
await runtime.settled();

const identities = computeModuleIdentities(program, {
  hosts: hostTable,
  sha256: nodeSha256,
  edges: { memo: runtime.edgeMemo, scan: scanImports },
});
const sizes = closureSizes(identities);
const { space, id } = cell.getAsNormalizedFullLink();
const report: CreatedReport = {
  piece: { space, id },
  pointer: runtime.patterns.getArtifactEntryRef(pattern)!,
  modules: [...identities.values()].map(({ path, identity }) => ({
    path,
    identity,
    closure: sizes.get(path)!,
  })),
  stages: [
    { name: "resolve", ms: resolvedMs - startMs, remark: counted(program.files.length, "file") },
    ...stagesOf(events.recent(), resolvedMs, marks()),
    {
      name: "run",
      ms: fineNowMs() - loadedMs,
      remark: `one piece set up, ${counted(runtime.counters().handlerRuns, "event")} handled`,
    },
  ],
  state,
  counters: runtime.counters(),
};
await runtime.dispose();
tell({ report });

function marks(): ReadonlyMap<EventType, StageMark> {
  const modules = (event: LoggedEvent) => counted(moduleCount(event), "module");
  return new Map<EventType, StageMark>([
    ["identified", { name: "identity", remark: modules }],
    ["cacheMiss", { name: "look up", remark: () => "none is in the store" }],
    ["compiled", {
      name: "compile",
      remark: (event) => `${modules(event)}, TypeScript loaded`,
    }],
    ["verified", { name: "verify", remark: modules }],
    ["evaluated", { name: "evaluate", remark: (event) => `${modules(event)} with code to run` }],
    ["wroteBack", {
      name: "write-back",
      remark: (event) =>
        event.type === "wroteBack"
          ? `${event.sources.length} source and ${event.compiled.length} compiled documents`
          : "",
    }],
  ]);
}
