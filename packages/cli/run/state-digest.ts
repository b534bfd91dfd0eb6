/**
 * The state digest of a piece: SHA-256 over the values of its documents and those of its children,
 * by id, without sequence numbers and times. Two processes that hold the same state get the same
 * digest, whatever was compiled or run to get there.
 */
import { canonicalBytes, compareUtf8, nodeSha256, taggedDigest } from "@commonfabric/canonical";
import type { SpaceStore, SqliteStores, StoredDocument } from "@commonfabric/storage";
import { parseAddress } from "../command/address.ts";

/** The digest of the piece at an address, read from a store of its own; `null` without a piece. */
export async function storedDigest(
  stores: SqliteStores,
  space: string,
  piece: string | undefined,
): Promise<string | null> {
  if (piece === undefined) return null;
  const store = await stores.open(space, { mode: "read-only" });
  try {
    return await stateDigest(store, parseAddress(piece).id);
  } finally {
    await store.close();
  }
}

const MAX_DOCUMENTS = 100_000;

/** `null` when the piece is not stored. */
export async function stateDigest(store: SpaceStore, id: string): Promise<string | null> {
  const documents = new Map<string, StoredDocument | undefined>();
  const seen = new Set([id]);
  for (let level = [id]; level.length > 0;) {
    const stored = await store.read(level.map((each) => ({ id: each, scopeKey: "space" })));
    const next: string[] = [];
    for (const [index, each] of level.entries()) {
      const doc = stored[index]?.doc;
      documents.set(each, doc);
      for (const target of linkedIds(doc, store.space)) {
        if (seen.has(target) || seen.size >= MAX_DOCUMENTS) continue;
        seen.add(target);
        next.push(target);
      }
    }
    level = next;
  }
  if (documents.get(id) === undefined) return null;
  const present = [...documents].filter(([, doc]) => doc !== undefined)
    .sort(([a], [b]) => compareUtf8(a, b));
  return taggedDigest(nodeSha256, "cf/state-digest/v1", (writer) => {
    writer.list(present, ([each, doc]) => {
      writer.str(each).lengthPrefixed(canonicalBytes(doc!.value ?? null));
    });
  });
}

/** Documents of this space that `doc` links to, in its value or its meta. */
function linkedIds(doc: StoredDocument | undefined, space: string): string[] {
  const ids: string[] = [];
  const stack: unknown[] = [doc?.value, doc?.meta];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== "object" || value === null) continue;
    const link = linkOf(value);
    if (link === undefined) stack.push(...Object.values(value));
    else if (link.id !== undefined && (link.space ?? space) === space) ids.push(link.id);
  }
  return ids;
}

function linkOf(value: object): { id?: string; space?: string } | undefined {
  const keys = Object.keys(value);
  if (keys.length !== 1 || keys[0] !== "/") return undefined;
  const inner = (value as { "/": unknown })["/"];
  if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, "link@1")) {
    return undefined;
  }
  return (inner as { "link@1": { id?: string; space?: string } })["link@1"];
}
