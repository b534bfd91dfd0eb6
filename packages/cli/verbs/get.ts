/** `cf get A`: reads a value. Nothing runs unless `--step` brings the piece up to date first. */
import { quote } from "@commonfabric/contract";
import type { Runtime } from "@commonfabric/runner";
import { CommandError, UsageError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readTimeout } from "../command/timeout.ts";
import type { VerbContext } from "../command/verb.ts";
import { locatePlace, ownerOf } from "../cells/open-cell.ts";
import { readValue } from "../cells/read-value.ts";
import { rawToJson } from "../output/stored-json.ts";
import { withDemand } from "../run/demand-result.ts";
import { runtimeErrorLine, runtimeErrorShape } from "../run/runtime-error-shape.ts";
import { existingStores, readOnlyStores, withRuntime } from "../run/with-runtime.ts";
import { type Place, placeOf } from "../store/place.ts";
import { type LocatedDocument, memberAt } from "../store/stored-document.ts";

export async function get(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const depth = readDepth(invocation.option("depth"));
  const place = await placeOf(invocation.operands[0]!, context);
  const located = await locatePlace(place);
  const value = located.metaField === undefined
    ? await cellValue(place, located, depth, context)
    : metaValue(place, located);
  if (printer.settings.json) {
    printer.document({ format: "cf.get/1", ok: true, address: place.text, value });
  } else printer.line(JSON.stringify(value, null, 2));
  return EXIT.ok;
}

async function cellValue(
  { stores }: Place,
  located: LocatedDocument,
  depth: number | undefined,
  context: VerbContext,
): Promise<unknown> {
  const { invocation, printer } = context;
  if (!invocation.flag("step")) {
    return await withRuntime(
      readOnlyStores(stores),
      context,
      ({ runtime }) => readValue(runtime, located, { depth, pull: false }),
    );
  }
  const timeoutMs = readTimeout(invocation.option("timeout"));
  return await withRuntime(existingStores(stores), context, async ({ runtime, reported }) => {
    const read = (): Promise<unknown> => readValue(runtime, located, { depth, pull: true });
    const value = await inStep(runtime, located, timeoutMs, read);
    for (const error of reported) {
      printer.warning(`cf get: ${runtimeErrorLine(runtimeErrorShape(error))}`);
    }
    return value;
  });
}

/** Runs `read` with the piece that the document belongs to up to date. */
async function inStep(
  runtime: Runtime,
  located: LocatedDocument,
  timeoutMs: number,
  read: () => Promise<unknown>,
): Promise<unknown> {
  const owner = ownerOf(located);
  return owner === undefined
    ? await read()
    : await withDemand(runtime, owner, timeoutMs, () => read());
}

function metaValue(place: Place, { address, stored, metaField }: LocatedDocument): unknown {
  const value = memberAt(stored.doc.meta?.[metaField!], address.path);
  if (value !== undefined) return rawToJson(value, address);
  throw new CommandError(`not found: ${quote(place.text)} is not in the document`);
}

function readDepth(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[0-9]{1,4}$/.test(text)) return Number(text);
  throw new UsageError(`--depth: not a number of levels from 0 to 9999: ${quote(text)}`);
}
