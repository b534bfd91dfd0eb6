/** The options of `cf run`, checked before anything is opened or written. */
import { quote } from "@commonfabric/contract";
import { type CommandAddress, parseAddress } from "../command/address.ts";
import { UsageError } from "../command/errors.ts";
import { payloadJson, payloadText } from "../command/payload.ts";
import type { VerbContext } from "../command/verb.ts";
import type { Fetch } from "@commonfabric/runner";
import { type EventStep, parseEventSteps } from "../events/events-file.ts";
import { readNetwork } from "./network.ts";

/** Which program or piece is run. */
export type RunTarget =
  | { readonly kind: "file"; readonly file: string; readonly cause: string | undefined }
  | { readonly kind: "piece"; readonly address: CommandAddress };

export interface RunOptions {
  readonly target: RunTarget;
  readonly argument: { readonly value: unknown } | undefined;
  readonly steps: readonly EventStep[];
  readonly exportName: string;
  readonly fresh: boolean;
  readonly timeoutMs: number;
  readonly trace: boolean;
  readonly view: boolean;
  /** Absent: nothing may be asked for. */
  readonly network: Fetch | undefined;
}

const DEFAULT_TIMEOUT_MS = 5_000;

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
      : { value: await payloadJson("--argument", argument, powers) },
    steps: events === undefined
      ? []
      : parseEventSteps(await payloadText(eventsPayload(events), powers), events),
    exportName: invocation.option("export") ?? "default",
    fresh: invocation.flag("fresh"),
    timeoutMs: readTimeout(invocation.option("timeout")),
    trace: invocation.flag("trace"),
    view: invocation.flag("view"),
    network: await readNetwork(context),
  };
}

/** `--events` names a file; `@file`, `-` and inline JSON are accepted as well. */
function eventsPayload(text: string): string {
  return text === "-" || text.startsWith("@") || /^\s*[[{]/.test(text) ? text : `@${text}`;
}

async function readTarget({ invocation, powers }: VerbContext): Promise<RunTarget> {
  const file = invocation.operands[0];
  const piece = invocation.option("piece");
  const cause = invocation.option("cause");
  if (piece !== undefined) {
    const excluded = ["fresh", "cause", "export", "datafile", "root"].find((name) =>
      invocation.flag(name) || invocation.option(name) !== undefined
    );
    if (excluded !== undefined) {
      throw new UsageError(`--piece and --${excluded} exclude each other`);
    }
    if (file !== undefined) throw new UsageError(`--piece reads no file: ${quote(file)}`);
    const address = parseAddress(piece);
    if (address.path.length > 0) throw new UsageError(`not a whole piece: ${quote(piece)}`);
    return { kind: "piece", address };
  }
  if (file === undefined) throw new UsageError("missing operand: FILE or --piece ADDRESS");
  if (file.startsWith("@")) {
    throw new UsageError(`names are not supported: ${quote(file)}; use a file or --piece ADDRESS`);
  }
  if (await powers.isDirectory(file.startsWith("/") ? file : `${powers.cwd}/${file}`)) {
    throw new UsageError(`mounts are not supported: ${quote(file)} is a directory; name a file`);
  }
  if (cause === "") throw new UsageError("--cause: the name is empty");
  return { kind: "file", file, cause };
}

const MAX_TIMEOUT_MS = 86_400_000;

function readTimeout(text: string | undefined): number {
  if (text === undefined) return DEFAULT_TIMEOUT_MS;
  const timeoutMs = /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : NaN;
  if (!(timeoutMs <= MAX_TIMEOUT_MS)) {
    throw new UsageError(`--timeout: not milliseconds from 1 to ${MAX_TIMEOUT_MS}: ${quote(text)}`);
  }
  return timeoutMs;
}
