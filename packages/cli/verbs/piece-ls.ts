/** `cf piece ls`: the pieces of a space that a command made. Reads only. */
import { nodeSha256 } from "@commonfabric/canonical";
import type { SpaceStore } from "@commonfabric/storage";
import { formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { printItems } from "../output/items.ts";
import { listedPieces } from "../pieces/piece-list.ts";
import { storedPiece, titleOf, updatedAtOf } from "../pieces/stored-piece.ts";
import { withSpaceReadOnly } from "../store/open-space.ts";

interface PieceItem {
  readonly address: string;
  readonly name: string | null;
  readonly identity: string | null;
  readonly symbol: string | null;
  readonly title: string | null;
  readonly updatedAt: number | null;
}

export async function pieceLs({ invocation, powers, printer }: VerbContext): Promise<number> {
  const settings = await readSettings(invocation, powers, powers.cwd);
  const items = await withSpaceReadOnly<PieceItem[]>(settings, pieceItems, () => []);
  const columns = ["address", "name", "identity", "symbol", "title", "updatedAt"] as const;
  printItems(printer, "piece ls", items, columns);
  return EXIT.ok;
}

async function pieceItems(store: SpaceStore): Promise<PieceItem[]> {
  const items: PieceItem[] = [];
  for (const { id, name = null } of await listedPieces(store, nodeSha256)) {
    const address = { space: store.space, id, path: [] };
    const text = formatAddress(address);
    try {
      const piece = await storedPiece(store, address);
      const { identity, symbol } = piece.pointer;
      const title = await titleOf(store, piece);
      const updatedAt = await updatedAtOf(store, piece);
      items.push({ address: text, name, identity, symbol, title, updatedAt });
    } catch (error) {
      // Somebody took the pointer away: the entry is all that is left, and it can be removed.
      if (!(error instanceof CommandError)) throw error;
      items.push({
        address: text,
        name,
        identity: null,
        symbol: null,
        title: null,
        updatedAt: null,
      });
    }
  }
  return items;
}
