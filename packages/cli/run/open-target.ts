/** What a run is about, opened: a stored piece, or the piece of a program that is compiled first. */
import { resolve } from "node:path/posix";
import type { Counters, Diagnostic } from "@commonfabric/contract";
import type { Runtime } from "@commonfabric/runner";
import { CommandError } from "../command/errors.ts";
import { programLocation } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import type { StageClock } from "../output/timings.ts";
import { isPieceName } from "../pieces/list-piece.ts";
import { discoverProgram } from "../program/discover-program.ts";
import { compileFailure, thrownDiagnostic } from "../program/error-diagnostics.ts";
import { storeErrorIn } from "../store/open-space.ts";
import { type OpenedPiece, openPieceOfPattern, openStoredPiece, patternOf } from "./open-piece.ts";
import type { RunOptions } from "./run-options.ts";

export interface OpenedTarget {
  /** Absent where diagnostics say why. */
  readonly opened: OpenedPiece | undefined;
  readonly main: string | null;
  readonly entryIdentity: string | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly textOf: (path: string) => string | undefined;
}

interface TargetParts {
  readonly options: RunOptions;
  readonly space: string;
  readonly context: VerbContext;
  readonly runtime: Runtime;
  readonly clock: StageClock;
  readonly counters: Counters;
}

/** Before anything was opened. */
export const NOTHING: OpenedTarget = {
  opened: undefined,
  main: null,
  entryIdentity: null,
  diagnostics: [],
  textOf: () => undefined,
};

/** @throws {PieceStartError} @throws what a store file is refused for */
export async function openTarget(parts: TargetParts): Promise<OpenedTarget> {
  const { options: { target, argument }, runtime, space } = parts;
  if (target.kind !== "piece") return await openProgram(parts, target);
  const { id } = target.address;
  const opened = await openStoredPiece(runtime, { space, id, argument });
  return { ...NOTHING, opened, entryIdentity: opened.pattern?.identity ?? null };
}

async function openProgram(
  { options, space, context, runtime, clock, counters }: TargetParts,
  target: Extract<RunOptions["target"], { readonly kind: "file" }>,
): Promise<OpenedTarget> {
  const { argument, exportName: mainExport } = options;
  const { invocation, powers } = context;
  const dataFile = invocation.option("datafile");
  const { program, main, analysis, diagnostics, textOf } = await discoverProgram({
    ...programLocation(target.file, invocation, powers),
    dataFile: dataFile === undefined ? undefined : resolve(powers.cwd, dataFile),
  }, { counters, clock, memo: runtime.edgeMemo });
  const entryIdentity = analysis?.modules.find(({ path }) => path === main)?.identity ?? null;
  const found = { main, entryIdentity, textOf };
  if (program === undefined) return { ...found, opened: undefined, diagnostics };
  const cause = { run: target.cause ?? powers.uniqueId() };
  const name = target.cause !== undefined && isPieceName(target.cause) ? target.cause : undefined;
  let phase: "evaluate" | "instantiate" = "evaluate";
  try {
    const pattern = await patternOf(runtime, program, { space, mainExport });
    phase = "instantiate";
    const opened = await openPieceOfPattern(runtime, pattern, { space, cause, argument, name });
    return { ...found, opened, diagnostics };
  } catch (error) {
    if (error instanceof CommandError || storeErrorIn(error) !== undefined) throw error;
    // What the author or the caller did wrong.
    const wrong = compileFailure(error)?.diagnostics ??
      [thrownDiagnostic(error, phase, runtime.engine)];
    return { ...found, opened: undefined, diagnostics: [...diagnostics, ...wrong] };
  }
}
