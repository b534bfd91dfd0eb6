/** `cf call A [PAYLOAD]`: sends an event to a stream, and waits until it was handled. */
import { quote } from "@commonfabric/contract";
import type { JSONSchema } from "@commonfabric/api";
import type { Cell, EventOutcome, Runtime } from "@commonfabric/runner";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readTimeout } from "../command/timeout.ts";
import type { VerbContext } from "../command/verb.ts";
import { cellOf, locatePlace, ownerOf, placeSchema, resultSchema } from "../cells/open-cell.ts";
import { documentSchemas } from "../cells/pattern-schemas.ts";
import { givenPayload, payloadValue } from "../cells/payload.ts";
import { whenResident } from "../cells/when-resident.ts";
import { acknowledge } from "../output/acknowledge.ts";
import { cellValueToJson, isStream } from "../run/cell-values.ts";
import { openStoredPiece } from "../run/open-piece.ts";
import {
  commandErrorShape,
  runtimeErrorLine,
  type RuntimeErrorShape,
  runtimeErrorShape,
} from "../run/runtime-error-shape.ts";
import { within } from "../run/time-limit.ts";
import { existingStores, type RuntimeSession, withRuntime } from "../run/with-runtime.ts";
import { type Place, placeOf, withStore } from "../store/place.ts";
import { locate, type LocatedDocument } from "../store/stored-document.ts";

export async function call(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const place = await placeOf(invocation.operands[0]!, context);
  const given = await givenPayload(context);
  const timeoutMs = readTimeout(invocation.option("timeout"));
  const located = await locatePlace(place);
  const handled = await withRuntime(existingStores(place.stores), context, async (session) => {
    const { runtime } = session;
    const cell = await streamAt(runtime, place, located);
    const schema = await eventSchema(runtime, cell.resolveAsCell(), place, located);
    const event = given.kind === "none"
      ? undefined
      : payloadValue(given, schema, place.address.space);
    return await send(session, cell, event, timeoutMs, context);
  });
  if (handled.error === null) {
    acknowledge(printer, "call", { address: place.text, ...handled });
    return EXIT.ok;
  }
  printer.error(`cf call: ${quote(place.text)}: ${runtimeErrorLine(handled.error)}`);
  if (printer.settings.verbose) {
    for (const frame of handled.error.stack) printer.error(`    ${frame}`);
  }
  if (printer.settings.json) {
    printer.document({ format: "cf.call/1", ok: false, address: place.text, ...handled });
  }
  return EXIT.failed;
}

/** The cell of a place that leads to a stream; what the way to it depends on is run. */
async function streamAt(
  runtime: Runtime,
  { text }: Place,
  located: LocatedDocument,
): Promise<Cell> {
  const cell = cellOf(runtime, located.address);
  await cell.sync();
  const isReady = (): Promise<boolean> =>
    whenResident(runtime, () => Promise.resolve(isStream(cell)));
  const owner = ownerOf(located);
  if (!await isReady() && owner !== undefined) {
    await openStoredPiece(runtime, { ...owner, argument: undefined });
    await cell.pull();
  }
  if (!await isReady()) {
    throw new CommandError(`not a stream: ${quote(text)} takes no events; write with cf set`);
  }
  return cell;
}

/** What a payload must be: as the handler says, else as the result schema says. */
async function eventSchema(
  runtime: Runtime,
  stream: Cell,
  { stores }: Place,
  located: LocatedDocument,
): Promise<JSONSchema | undefined> {
  const { space, id } = stream.getAsNormalizedFullLink();
  const own = await withStore(stores, space, async (store) => {
    const document = await locate(store, { space, id, path: [] });
    return (await documentSchemas(runtime, store, document)).event;
  });
  if (own !== undefined) return own;
  const declared = placeSchema(resultSchema(located), located);
  if (typeof declared !== "object") return undefined;
  const { asCell: _asCell, ...event } = declared;
  return event;
}

interface Handled {
  readonly attempts: number;
  readonly seq: number | null;
  readonly result: unknown;
  readonly error: RuntimeErrorShape | null;
}

async function send(
  { runtime, reported }: RuntimeSession,
  target: Cell,
  event: unknown,
  timeoutMs: number,
  { powers }: VerbContext,
): Promise<Handled> {
  const limit = { ms: timeoutMs, setTimer: powers.setTimer };
  const sent = runtime.sendEvent(target, event, { ingressId: powers.uniqueId() });
  let outcome: EventOutcome;
  try {
    outcome = await within(sent, "The handler", limit);
    // What the handler sent on waits in the memory of this process.
    await runtime.settled({ timeoutMs });
  } catch (error) {
    const { name, message } = error as Error;
    const shape = commandErrorShape("budget", { name, message });
    return { attempts: 0, seq: null, result: null, error: shape };
  }
  const { attempts, seq = null, status, error } = outcome;
  const record = reported.find(({ cause }) => cause === error) ?? reported[0];
  if (status !== "failed") {
    const result = outcome.result === undefined
      ? null
      : cellValueToJson(outcome.result, target.resolveAsCell());
    return {
      attempts,
      seq,
      result,
      error: record === undefined ? null : runtimeErrorShape(record),
    };
  }
  const shape = record === undefined
    ? commandErrorShape("handler", error as Error)
    : runtimeErrorShape(record);
  return { attempts, seq, result: null, error: shape };
}
