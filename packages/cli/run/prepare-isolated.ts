/**
 * Before an isolated run: the program is compiled, verified, signed and stored in this process. Nothing
 * of it is evaluated here.
 */
import type { Counters } from "@commonfabric/contract";
import { MissingExportError, Runtime, type Toolchain } from "@commonfabric/runner";
import { exportOrigins } from "../check/program-exports.ts";
import type { VerbContext } from "../command/verb.ts";
import type { StageClock } from "../output/timings.ts";
import { compileFailure, thrownDiagnostic } from "../program/error-diagnostics.ts";
import { stageTimesInto } from "../program/stage-times.ts";
import type { IsolatedTarget } from "./isolated-job.ts";
import { storedPointer } from "./open-piece.ts";
import { discoverTarget, namesOf, NOTHING, type OpenedTarget } from "./open-target.ts";
import type { RunOptions } from "./run-options.ts";
import type { RunSetting } from "./run-piece.ts";
import type { RunRecord } from "./run-record.ts";
import { commandErrorShape } from "./runtime-error-shape.ts";

export interface Preparation {
  readonly toolchain: Toolchain;
  readonly clock: StageClock;
  readonly record: RunRecord;
  readonly counters: Counters;
}

export interface Prepared {
  readonly found: OpenedTarget;
  /** Absent where diagnostics say why there is nothing to run. */
  readonly target?: IsolatedTarget;
}

const DISPOSE_DEADLINE_MS = 10_000;

/** @throws {CommandError} @throws what a store file is refused for */
export async function prepareIsolated(
  options: RunOptions,
  { stores, space }: RunSetting,
  context: VerbContext,
  preparation: Preparation,
): Promise<Prepared> {
  const { toolchain, counters, clock, record } = preparation;
  const runtime = new Runtime({ stores, counters, toolchain });
  runtime.patterns.events.subscribe(stageTimesInto(clock));
  runtime.onError(({ kind, name, message }) =>
    record.add({ kind: "error", error: commandErrorShape(kind, { name, message }) })
  );
  const { target, argument } = options;
  const given = argument === undefined ? {} : { argument };
  try {
    if (target.kind === "file") {
      return await prepareProgram(runtime, target, { options, space, context, ...preparation });
    }
    const { id } = target.address;
    await runtime.openSpace(space);
    const pointer = await storedPointer(runtime, space, id);
    if (pointer !== null) await runtime.patterns.storeCompiled(pointer.identity, space);
    const found = { ...NOTHING, entryIdentity: pointer?.identity ?? null };
    return { found, target: { kind: "piece", id, ...given } };
  } finally {
    await runtime.dispose({ deadlineMs: DISPOSE_DEADLINE_MS });
  }
}

async function prepareProgram(
  runtime: Runtime,
  file: Extract<RunOptions["target"], { readonly kind: "file" }>,
  { options, space, context, clock, counters, record }: Preparation & {
    readonly options: RunOptions;
    readonly space: string;
    readonly context: VerbContext;
  },
): Promise<Prepared> {
  const memo = runtime.edgeMemo;
  const { found, program } = await discoverTarget(file, context, { counters, clock, memo });
  record.add({ kind: "diagnostics", diagnostics: found.diagnostics });
  if (program === undefined) return { found };
  try {
    const compiled = await runtime.patterns.storeProgram(program, space);
    if (!exportOrigins(compiled)?.has(options.exportName)) {
      throw new MissingExportError(options.exportName);
    }
    const { cause, name } = namesOf(file, context);
    const target: IsolatedTarget = {
      kind: "pattern",
      pattern: { identity: compiled.entryIdentity, symbol: options.exportName },
      cause,
      ...(name === undefined ? {} : { name }),
      ...(options.argument === undefined ? {} : { argument: options.argument }),
    };
    return { found, target };
  } catch (error) {
    const wrong = error instanceof MissingExportError
      ? [thrownDiagnostic(error, "evaluate", runtime.engine)]
      : compileFailure(error)?.diagnostics;
    if (wrong === undefined) throw error;
    record.add({ kind: "diagnostics", diagnostics: wrong });
    return { found };
  }
}
