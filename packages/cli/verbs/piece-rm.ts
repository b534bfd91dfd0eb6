/** `cf piece rm P`: removes a piece with its documents and its entry in the list. */
import { nodeSha256 } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import type { DocWrite, SpaceStore } from "@commonfabric/storage";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { allDocuments } from "../inspect/all-documents.ts";
import { acknowledge } from "../output/acknowledge.ts";
import { pieceDocuments } from "../pieces/piece-documents.ts";
import { pieceListId } from "../pieces/piece-list.ts";
import { storedPiece } from "../pieces/stored-piece.ts";
import { storeErrorsAsLines } from "../store/open-space.ts";
import { piecePlaceOf, type Place } from "../store/place.ts";

const ATTEMPTS = 5;

export async function pieceRm(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const place = await piecePlaceOf(invocation.operands[0]!, context);
  const seq = await storeErrorsAsLines(() => remove(place, `cli:${powers.uniqueId()}`));
  acknowledge(printer, "piece rm", { address: place.text, seq });
  return EXIT.ok;
}

/** One commit for all documents, tried again when another process wrote one of them. */
async function remove({ address, stores, text }: Place, txId: string): Promise<number> {
  const store = await stores.open(address.space, { create: false });
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
      const writes = await removals(store, address.id);
      const result = await store.commit({ txId: `${txId}:${attempt}`, reads: [], writes });
      if ("ok" in result) return result.ok.seq;
      if ("refused" in result) {
        throw new CommandError(
          `not removed: the store refused the commit (${result.refused.code})`,
        );
      }
    }
    throw new CommandError(
      `not removed: ${quote(text)} was written by others in each of ${ATTEMPTS} attempts`,
    );
  } finally {
    await store.close();
  }
}

async function removals(store: SpaceStore, id: string): Promise<DocWrite[]> {
  const listKey = { id: pieceListId(nodeSha256), scopeKey: "space" };
  const [list] = await store.read([listKey]);
  const entries = list?.doc.value as Readonly<Record<string, unknown>> | undefined;
  const isListed = entries !== undefined && Object.hasOwn(entries, id);
  const ids = new Set(await pieceIds(store, id, isListed));
  const writes: DocWrite[] = [];
  // Users and sessions have instances of their own.
  for await (const { key, seq } of allDocuments(store)) {
    if (ids.has(key.id)) writes.push({ key, doc: null, base: seq });
  }
  if (isListed) {
    const { [id]: _removed, ...rest } = entries;
    writes.push({ key: listKey, doc: { ...list!.doc, value: rest }, base: list!.seq });
  }
  return writes;
}

/** An entry without a piece behind it can be removed, too. */
async function pieceIds(
  store: SpaceStore,
  id: string,
  isListed: boolean,
): Promise<readonly string[]> {
  const address = { space: store.space, id, path: [] };
  try {
    return await pieceDocuments(store, await storedPiece(store, address));
  } catch (error) {
    if (!(error instanceof CommandError) || !isListed) throw error;
    return [];
  }
}
