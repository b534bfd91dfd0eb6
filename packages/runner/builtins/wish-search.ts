/** Looking for what a wish names, in the default piece of a space. What is looked at is logged. */
import { quote } from "@commonfabric/contract";
import type { SpaceId } from "@commonfabric/storage";
import { followLink, resolve } from "../links/resolve.ts";
import { addressKey, isLink } from "../links/sigil.ts";
import { defaultPieceAddress } from "../pieces/default-piece.ts";
import { readerOf } from "../pieces/read-binding.ts";
import type { RuntimeCore } from "../pieces/runtime-core.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { hasTag } from "./schema-tags.ts";

/** Where a wish is looked for. */
export interface WishScope {
  readonly tx: RunnerTransaction;
  readonly space: SpaceId;
  readonly core: Pick<RuntimeCore, "cellHost" | "spaces">;
}

/** What was found; both may be there, where a place is known and nothing is in it yet. */
export interface Found {
  readonly matches: readonly Address[];
  readonly error?: string;
}

const REGISTRY = ["pieceRegistry"];

/** The place `path` of the default piece. */
export function findPlace(scope: WishScope, path: readonly string[]): Found {
  const root = defaultPiece(scope);
  if (root === undefined) return noDefaultPiece(scope);
  const place = resolve(
    readerOf(scope.core, scope.tx),
    { ...root, path: [...root.path, ...path] },
    "none",
  );
  scope.tx.log({ address: place.address, depth: "shallow", part: "value" });
  if (place.node !== undefined) return { matches: [place.address] };
  const shown = quote(`/${path.join("/")}`);
  return { matches: [place.address], error: `The default piece has nothing at ${shown}` };
}

/** The registered pieces whose result schema has `tag`, newest first. */
export function findTagged(scope: WishScope, tag: string): Found {
  const root = defaultPiece(scope);
  if (root === undefined) return noDefaultPiece(scope);
  const found = new Map<string, Address>();
  for (const { address, schema } of registered(scope, root)) {
    if (!found.has(addressKey(address)) && hasTag(schema, tag)) {
      found.set(addressKey(address), address);
    }
  }
  if (found.size > 0) return { matches: [...found.values()] };
  return { matches: [], error: `No registered piece has the tag ${quote(`#${tag}`)}` };
}

function defaultPiece({ core, tx, space }: WishScope): Address | undefined {
  const pointer = defaultPieceAddress(space, core.spaces.sha256);
  tx.log({ address: pointer, depth: "shallow", part: "value" });
  const { address, node, isCycle } = resolve(readerOf(core, tx), pointer, "all");
  if (isCycle || (node === undefined && address.id === pointer.id)) return undefined;
  return address;
}

interface Registered {
  readonly address: Address;
  readonly schema: unknown;
}

/** Every document that is not here is asked for before the run is given up: one wait for all. */
function registered({ core, tx }: WishScope, root: Address): Registered[] {
  const reader = readerOf(core, tx);
  const list = resolve(reader, { ...root, path: [...root.path, ...REGISTRY] }, "all");
  tx.log({ address: list.address, depth: "shallow", part: "value" });
  const pieces: Registered[] = [];
  let wait: unknown;
  const elements: readonly unknown[] = Array.isArray(list.node) ? list.node : [];
  for (let at = elements.length - 1; at >= 0; at--) {
    const element = elements[at];
    if (!isLink(element)) continue;
    const { address } = list;
    const place: Address = { ...address, path: [...address.path, String(at)] };
    tx.log({ address: place, depth: "shallow", part: "value" });
    try {
      const piece = followLink(reader, element, address, "all");
      if (piece.isCycle) continue;
      pieces.push({ address: piece.address, schema: resultSchema(tx, piece.address) });
    } catch (error) {
      if (!tx.isSuspended) throw error;
      wait = error;
    }
  }
  if (wait !== undefined) throw wait;
  return pieces;
}

/** The schema that the set-up of a piece stored beside its result. */
function resultSchema(tx: RunnerTransaction, piece: Address): unknown {
  tx.log({ address: { ...piece, path: ["schema"] }, depth: "deep", part: "meta" });
  return tx.document(piece)?.meta?.schema;
}

function noDefaultPiece({ space }: WishScope): Found {
  return { matches: [], error: `The space ${quote(space)} has no default piece` };
}
