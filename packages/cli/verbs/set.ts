/** `cf set A PAYLOAD`: writes a value, checked against the schema of its place. */
import { quote } from "@commonfabric/contract";
import type { Runtime } from "@commonfabric/runner";
import { CommandError, UsageError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { cellOf, locatePlace, placeSchema } from "../cells/open-cell.ts";
import { documentSchemas } from "../cells/pattern-schemas.ts";
import { givenPayload, payloadValue } from "../cells/payload.ts";
import { whenResident } from "../cells/when-resident.ts";
import { acknowledge } from "../output/acknowledge.ts";
import { isStream } from "../run/cell-values.ts";
import { existingStores, withRuntime } from "../run/with-runtime.ts";
import { type Place, placeOf, withStore } from "../store/place.ts";
import type { LocatedDocument } from "../store/stored-document.ts";

export async function set(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const place = await placeOf(invocation.operands[0]!, context);
  const given = await givenPayload(context);
  if (given.kind === "none") {
    throw new UsageError("missing operand: PAYLOAD, or fields after --");
  }
  const located = await locatePlace(place);
  refuseWholes(place, located);
  const seq = await withRuntime(existingStores(place.stores), context, async ({ runtime }) => {
    await refuseStream(runtime, place, located);
    const schema = await withStore(
      place.stores,
      place.address.space,
      async (store) => (await documentSchemas(runtime, store, located)).value,
    );
    const value = payloadValue(given, placeSchema(schema, located), place.address.space);
    return await write(runtime, located, value);
  });
  acknowledge(printer, "set", { address: place.text, seq });
  return EXIT.ok;
}

function refuseWholes({ text }: Place, { address, stored, metaField }: LocatedDocument): void {
  if (metaField !== undefined) {
    throw new CommandError(`not writable: ${quote(text)} is written by the runtime alone`);
  }
  if (address.path.length === 0 && stored.doc.meta?.["patternIdentity"] !== undefined) {
    throw new CommandError(
      `not writable: ${quote(text)} is a whole piece; name a field of it, or its #argument`,
    );
  }
}

async function refuseStream(
  runtime: Runtime,
  { text }: Place,
  { address }: LocatedDocument,
): Promise<void> {
  const cell = cellOf(runtime, address);
  await cell.sync();
  if (await whenResident(runtime, () => Promise.resolve(isStream(cell)))) {
    throw new CommandError(`not writable: ${quote(text)} is a stream; send to it with cf call`);
  }
}

/** Writes in a transaction that is tried again after a conflict; gives its sequence number. */
async function write(
  runtime: Runtime,
  { address }: LocatedDocument,
  value: unknown,
): Promise<number | null> {
  const cell = cellOf(runtime, address);
  let seq: number | null = null;
  await runtime.editWithRetry((tx) => {
    tx.addCommitCallback((result) => {
      if ("ok" in result) seq = result.ok.seq;
    });
    cell.withTx(tx).set(value);
  });
  return seq;
}
