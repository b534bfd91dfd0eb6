/** The pattern of a program on disk, durable in a space; what is wrong with it as diagnostics. */
import { resolve } from "node:path/posix";
import { compareDiagnostics, type Diagnostic, makeCounters } from "@commonfabric/contract";
import type { PatternValue, Runtime } from "@commonfabric/runner";
import { programLocation } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { StageClock } from "../output/timings.ts";
import { patternOf } from "../run/open-piece.ts";
import { storeErrorIn } from "../store/open-space.ts";
import { discoverProgram } from "./discover-program.ts";
import { compileFailure, thrownDiagnostic } from "./error-diagnostics.ts";

export interface CompiledProgram {
  /** Absent when the diagnostics hold an error. */
  readonly pattern?: PatternValue;
  readonly diagnostics: readonly Diagnostic[];
  readonly textOf: (path: string) => string | undefined;
}

/** Mistakes of the author are diagnostics. @throws what a store file is refused for */
export async function compileProgram(
  file: string,
  runtime: Runtime,
  space: string,
  { invocation, powers }: VerbContext,
): Promise<CompiledProgram> {
  await runtime.openSpace(space);
  const dataFile = invocation.option("datafile");
  const found = await discoverProgram({
    ...programLocation(file, invocation, powers),
    dataFile: dataFile === undefined ? undefined : resolve(powers.cwd, dataFile),
  }, { counters: makeCounters(), clock: new StageClock(powers.nowMs), memo: runtime.edgeMemo });
  const { program, textOf } = found;
  if (program === undefined) return { diagnostics: found.diagnostics, textOf };
  const mainExport = invocation.option("main-export") ?? "default";
  try {
    const pattern = await patternOf(runtime, program, { space, mainExport });
    return { pattern, diagnostics: found.diagnostics, textOf };
  } catch (error) {
    const failures = authorDiagnostics(error, "evaluate", runtime);
    const diagnostics = [...found.diagnostics, ...failures].sort(compareDiagnostics);
    return { diagnostics, textOf };
  }
}

/** What running a program threw, as diagnostics. @throws errors of stores */
export function authorDiagnostics(
  error: unknown,
  phase: "evaluate" | "instantiate",
  { engine }: Runtime,
): readonly Diagnostic[] {
  if (storeErrorIn(error) !== undefined) throw error;
  return compileFailure(error)?.diagnostics ?? [thrownDiagnostic(error, phase, engine)];
}
