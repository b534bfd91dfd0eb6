/** All benchmarks, in the order in which they run. */
import type { Benchmark } from "../harness/benchmark.ts";
import { largeGraphs } from "./large-graphs.ts";
import { leafEdit } from "./leaf-edit.ts";
import { resumeProcess } from "./resume-process.ts";
import { warmCompile } from "./warm-compile.ts";
import { warmLoad } from "./warm-load.ts";

export const BENCHMARKS: readonly Benchmark[] = [
  warmLoad,
  resumeProcess,
  warmCompile,
  leafEdit,
  largeGraphs,
];
