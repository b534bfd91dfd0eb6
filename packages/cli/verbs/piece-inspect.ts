/** `cf piece inspect P`: everything that is stored of a piece. Reads only. */
import { nodeSha256 } from "@commonfabric/canonical";
import type { SpaceStore } from "@commonfabric/storage";
import { type CommandAddress, formatAddress } from "../command/address.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { addressOfKey } from "../inspect/document-address.ts";
import { storedToJson } from "../output/stored-json.ts";
import { listedPieces } from "../pieces/piece-list.ts";
import {
  documentsOf,
  pointerIn,
  type StoredPiece,
  storedPiece,
  titleOf,
  updatedAtOf,
} from "../pieces/stored-piece.ts";
import { piecePlaceOf, withStore } from "../store/place.ts";
import { readStored } from "../store/stored-document.ts";
import { linksIn } from "../store/stored-links.ts";

export async function pieceInspect(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const { address, stores, text } = await piecePlaceOf(invocation.operands[0]!, context);
  const shown = await withStore(stores, address.space, async (store) => {
    const piece = await storedPiece(store, address);
    const entry = (await listedPieces(store, nodeSha256)).find(({ id }) => id === address.id);
    return {
      address: text,
      name: entry?.name ?? null,
      title: await titleOf(store, piece),
      updatedAt: await updatedAtOf(store, piece),
      pointer: piece.pointer,
      setupPointer: pointerIn(piece.stored.doc.meta?.["patternSetupIdentity"]) ?? null,
      argument: piece.argument === undefined ? null : await documentShape(store, piece.argument),
      result: await documentShape(store, address),
      internal: await Promise.all(piece.internal.map(async ({ cause, isStream, ...cell }) => ({
        cause,
        kind: isStream ? "stream" : "cell",
        ...await documentShape(store, cell.address),
      }))),
      links: await linksOf(store, piece),
      observations: await observationsOf(store, address),
    };
  });
  if (printer.settings.json) {
    printer.document({ format: "cf.piece-inspect/1", ok: true, ...shown });
  } else printer.line(JSON.stringify(shown, null, 2));
  return EXIT.ok;
}

async function documentShape(
  store: SpaceStore,
  address: CommandAddress,
): Promise<{ address: string; seq: number | null; value: unknown }> {
  const stored = await readStored(store, address);
  return {
    address: formatAddress(address),
    seq: stored?.seq ?? null,
    value: storedToJson(stored?.doc.value, address),
  };
}

/** The links that the documents of the piece hold, by place. */
async function linksOf(store: SpaceStore, piece: StoredPiece): Promise<object[]> {
  const links: object[] = [];
  for (const address of documentsOf(piece)) {
    const stored = await readStored(store, address);
    for (const { path, link } of linksIn(stored?.doc.value, address)) {
      const { redirects, ...target } = link;
      links.push({
        from: formatAddress({ ...address, path }),
        to: formatAddress(target),
        redirect: redirects,
      });
    }
  }
  return links;
}

/** What the actions of the piece read and wrote when they ran last. */
async function observationsOf(store: SpaceStore, { id }: CommandAddress): Promise<object[]> {
  const rows = await store.observations([{ id, scopeKey: "space" }]);
  return rows.map(({ seq, at, observation }) => {
    const { action, kind, status, reads, outputs } = observation;
    return {
      action,
      kind: kind ?? null,
      status: status ?? null,
      seq,
      at,
      reads: placesOf(reads, store.space),
      writes: placesOf(outputs, store.space),
    };
  });
}

function placesOf(entries: unknown, space: string): string[] {
  if (!Array.isArray(entries)) return [];
  return entries.map((
    entry: { space?: string; key: { id: string; scopeKey: string }; path?: string[] },
  ) => formatAddress({ ...addressOfKey(entry.space ?? space, entry.key), path: entry.path ?? [] }));
}
