/** What a run is about, opened: a stored piece, or the piece of a program that is compiled first. */
import { resolve } from "node:path/posix";
import type { Counters, Diagnostic } from "@commonfabric/contract";
import type { ResolvedProgram } from "@commonfabric/js-compiler";
import type { Runtime } from "@commonfabric/runner";
import { CommandError } from "../command/errors.ts";
import { programLocation } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import type { StageClock } from "../output/timings.ts";
import { isPieceName } from "../pieces/list-piece.ts";
import { discoverProgram, type DiscoveryOptions } from "../program/discover-program.ts";
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

type FileTarget = Extract<RunOptions["target"], { readonly kind: "file" }>;

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

/** A program on disk: what is known of it without compiling, and its closure where that is whole. */
export async function discoverTarget(
  { file }: FileTarget,
  { invocation, powers }: VerbContext,
  options: DiscoveryOptions,
): Promise<{ readonly found: OpenedTarget; readonly program: ResolvedProgram | undefined }> {
  const dataFile = invocation.option("datafile");
  const { program, main, analysis, diagnostics, textOf } = await discoverProgram({
    ...programLocation(file, invocation, powers),
    dataFile: dataFile === undefined ? undefined : resolve(powers.cwd, dataFile),
  }, options);
  const entryIdentity = analysis?.modules.find(({ path }) => path === main)?.identity ?? null;
  return { found: { main, entryIdentity, textOf, diagnostics, opened: undefined }, program };
}

/** What the piece of a program is called, in its cause and in the list of pieces. */
export function namesOf(
  { cause }: FileTarget,
  { powers }: VerbContext,
): { readonly cause: { readonly run: string }; readonly name: string | undefined } {
  const name = cause !== undefined && isPieceName(cause) ? cause : undefined;
  return { cause: { run: cause ?? powers.uniqueId() }, name };
}

async function openProgram(
  { options, space, context, runtime, clock, counters }: TargetParts,
  target: FileTarget,
): Promise<OpenedTarget> {
  const { argument, exportName: mainExport } = options;
  const memo = runtime.edgeMemo;
  const { found, program } = await discoverTarget(target, context, { counters, clock, memo });
  if (program === undefined) return found;
  let phase: "evaluate" | "instantiate" = "evaluate";
  try {
    const pattern = await patternOf(runtime, program, { space, mainExport });
    phase = "instantiate";
    const request = { space, argument, ...namesOf(target, context) };
    return { ...found, opened: await openPieceOfPattern(runtime, pattern, request) };
  } catch (error) {
    if (error instanceof CommandError || storeErrorIn(error) !== undefined) throw error;
    // What the author or the caller did wrong.
    const wrong = compileFailure(error)?.diagnostics ??
      [thrownDiagnostic(error, phase, runtime.engine)];
    return { ...found, diagnostics: [...found.diagnostics, ...wrong] };
  }
}
