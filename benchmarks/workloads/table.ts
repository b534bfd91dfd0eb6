/** All benchmarks, in the order in which they run. */
import type { Benchmark } from "../harness/benchmark.ts";
import { coldCompile } from "./cold-compile.ts";
import { largeGraphs } from "./large-graphs.ts";
import { eightProcesses } from "./eight-processes.ts";
import { identities } from "./identities.ts";
import { leafEdit, surfaceEdit } from "./leaf-edit.ts";
import { commitCells } from "./runtime/commit-cells.ts";
import { eventLatency } from "./runtime/event-latency.ts";
import { fanOutWrites, graphWrites } from "./runtime/graph-writes.ts";
import { compartments } from "./memory/compartments.ts";
import { manyCompiles } from "./memory/many-compiles.ts";
import { manyLoads, tableBounds } from "./memory/many-loads.ts";
import { storedBytes } from "./memory/stored-bytes.ts";
import { warmProcess } from "./memory/warm-process.ts";
import { manyEvents } from "./runtime/many-events.ts";
import { storedRun } from "./stored-run.ts";
import { borderCalls } from "./sandbox/border-calls.ts";
import { hostileBodies } from "./sandbox/hostile-bodies.ts";
import { verifiedBodies } from "./sandbox/verified-bodies.ts";
import { warmCompile } from "./warm-compile.ts";
import { closureStore } from "./closure-store.ts";
import { collectedStore } from "./collected-store.ts";
import { firstCompile } from "./transformer/first-compile.ts";
import { longPatterns } from "./transformer/long-pattern.ts";
import { oneFileEdit } from "./transformer/one-file-edit.ts";
import { sampleCompile } from "./transformer/sample-compile.ts";
import { schemaMemo } from "./transformer/schema-memo.ts";
import { sharedLibraries } from "./transformer/shared-libraries.ts";
import { transformOnly } from "./transformer/transform-only.ts";
import { typeGates } from "./transformer/type-gates.ts";
import { typeSurface } from "./transformer/type-surface.ts";
import { repeatedLoad } from "./loads/repeated-load.ts";
import { verifiedLoad, warmLoad } from "./loads/warm-load.ts";

export const BENCHMARKS: readonly Benchmark[] = [
  warmLoad,
  verifiedLoad,
  repeatedLoad,
  storedRun,
  coldCompile,
  warmCompile,
  leafEdit,
  surfaceEdit,
  identities,
  verifiedBodies,
  hostileBodies,
  largeGraphs,
  closureStore,
  borderCalls,
  manyLoads,
  eightProcesses,
  compartments,
  warmProcess,
  manyCompiles,
  tableBounds,
  storedBytes,
  transformOnly,
  sampleCompile,
  typeSurface,
  sharedLibraries,
  oneFileEdit,
  schemaMemo,
  typeGates,
  firstCompile,
  longPatterns,
  commitCells,
  fanOutWrites,
  graphWrites,
  manyEvents,
  eventLatency,
  collectedStore,
];
