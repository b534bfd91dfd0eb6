/** The options of `cf run`, checked before anything is opened or written. */
import { LIMITS, quote } from "@commonfabric/contract";
import type { CommandAddress } from "../command/address.ts";
import { UsageError } from "../command/errors.ts";
import { payloadJson, payloadText } from "../command/payload.ts";
import type { Fetch } from "@commonfabric/runner";
import { readTimeout } from "../command/timeout.ts";
import type { Invocation, VerbContext } from "../command/verb.ts";
import { piecePlaceOf } from "../store/place.ts";
import { type EventStep, parseEventSteps } from "../events/events-file.ts";
import type { GivenArgument } from "./open-piece.ts";
import { readNetwork } from "./network.ts";

/** Which program or piece is run. */
export type RunTarget =
  | { readonly kind: "file"; readonly file: string; readonly cause: string | undefined }
  | { readonly kind: "piece"; readonly address: CommandAddress };

export interface RunOptions {
  readonly target: RunTarget;
  readonly argument: GivenArgument | undefined;
  readonly steps: readonly EventStep[];
  readonly exportName: string;
  readonly fresh: boolean;
  readonly timeoutMs: number;
  readonly trace: boolean;
  readonly view: boolean;
  /** Goes on after the last step, until an interrupt. */
  readonly keepAlive: boolean;
  /** Absent: nothing may be asked for. */
  readonly network: Fetch | undefined;
  /** Runs in a process of its own without permissions, within these limits. */
  readonly isolate: IsolateLimits | undefined;
}

/** What an isolated run may use up. */
export interface IsolateLimits {
  /** How long code may run without giving way. */
  readonly turnMs: number;
  readonly heapBytes: number;
}

/** @throws {UsageError} for options that contradict each other and malformed payloads */
export async function readRunOptions(context: VerbContext): Promise<RunOptions> {
  const { invocation, powers } = context;
  const target = await readTarget(context);
  const argument = invocation.option("argument");
  const events = invocation.option("events");
  if (argument === "-" && events === "-") {
    throw new UsageError("--argument and --events cannot both read standard input");
  }
  return {
    target,
    argument: argument === undefined
      ? undefined
      : { json: await payloadJson("--argument", argument, powers) },
    steps: events === undefined
      ? []
      : parseEventSteps(await payloadText(eventsPayload(events), powers), events),
    exportName: invocation.option("export") ?? "default",
    fresh: invocation.flag("fresh"),
    timeoutMs: readTimeout(invocation.option("timeout")),
    trace: invocation.flag("trace"),
    view: invocation.flag("view"),
    keepAlive: invocation.flag("keep-alive"),
    network: await readNetwork(context),
    isolate: readIsolate(invocation),
  };
}

const MIB = 1024 * 1024;
const MOST_TURN_MS = 86_400_000;
const LEAST_HEAP_MIB = 16;
const MOST_HEAP_MIB = 65_536;

/** @throws {UsageError} */
function readIsolate(invocation: Invocation): IsolateLimits | undefined {
  const budget = invocation.option("budget-ms");
  const heap = invocation.option("heap-mb");
  if (!invocation.flag("isolate")) {
    const alone = budget !== undefined ? "budget-ms" : heap !== undefined ? "heap-mb" : undefined;
    if (alone !== undefined) throw new UsageError(`--${alone} is a limit of --isolate`);
    return undefined;
  }
  if (invocation.flag("trace")) throw new UsageError("--isolate and --trace exclude each other");
  return {
    turnMs: wholeNumber("budget-ms", budget, 1, MOST_TURN_MS) ?? LIMITS.isolateTurnMs,
    heapBytes: (wholeNumber("heap-mb", heap, LEAST_HEAP_MIB, MOST_HEAP_MIB) ??
      LIMITS.isolateHeapBytes / MIB) * MIB,
  };
}

function wholeNumber(
  option: string,
  text: string | undefined,
  least: number,
  most: number,
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : NaN;
  if (value >= least && value <= most) return value;
  throw new UsageError(`--${option}: not a whole number from ${least} to ${most}: ${quote(text)}`);
}

/** `--events` names a file; `@file`, `-` and inline JSON are accepted as well. */
export function eventsPayload(text: string): string {
  return text === "-" || text.startsWith("@") || /^\s*[[{]/.test(text) ? text : `@${text}`;
}

async function readTarget(context: VerbContext): Promise<RunTarget> {
  const { invocation, powers } = context;
  const file = invocation.operands[0];
  const piece = invocation.option("piece");
  const cause = invocation.option("cause");
  if (piece !== undefined) {
    refuseWithPiece(invocation, "--piece");
    if (file !== undefined) throw new UsageError(`--piece reads no file: ${quote(file)}`);
    return { kind: "piece", address: await wholePiece(piece, context) };
  }
  if (file === undefined) throw new UsageError("missing operand: FILE or --piece ADDRESS");
  if (file.startsWith("@")) {
    refuseWithPiece(invocation, file);
    return { kind: "piece", address: await wholePiece(file, context) };
  }
  if (await powers.isDirectory(file.startsWith("/") ? file : `${powers.cwd}/${file}`)) {
    throw new UsageError(`mounts are not supported: ${quote(file)} is a directory; name a file`);
  }
  if (cause === "") throw new UsageError("--cause: the name is empty");
  return { kind: "file", file, cause };
}

/** Options that say how a new piece is made mean nothing to a stored one. */
function refuseWithPiece(invocation: Invocation, operand: string): void {
  const excluded = ["fresh", "cause", "export", "datafile", "root"].find((name) =>
    invocation.flag(name) || invocation.option(name) !== undefined
  );
  if (excluded !== undefined) {
    throw new UsageError(`${operand} and --${excluded} exclude each other`);
  }
}

/** The piece that an address or a name means. @throws {CommandError} for a place inside one */
async function wholePiece(operand: string, context: VerbContext): Promise<CommandAddress> {
  return (await piecePlaceOf(operand, context)).address;
}
