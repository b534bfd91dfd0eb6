/**
 * Digests of a piece at rest. The state digest covers its documents (argument, internal cells,
 * result) and those of its children, by id, without sequence numbers and times; the view digest
 * covers the rendered tree.
 */
import { canonicalBytes, digestText, nodeSha256, sortedUtf8 } from "@commonfabric/canonical";
import { spaceKey, type SpaceStore, type StoredDocument } from "@commonfabric/storage";

const MAX_DOCUMENTS = 10_000;
const MAX_DEPTH = 100;

/** Documents that `root` reaches through links of values and meta, by id. */
export async function reachableDocuments(
  store: SpaceStore,
  root: string,
): Promise<Map<string, StoredDocument>> {
  const documents = new Map<string, StoredDocument>();
  const ids = new Set([root]);
  // A set is iterated in order of insertion, members that are added on the way included.
  for (const id of ids) {
    if (ids.size > MAX_DOCUMENTS) {
      throw new Error(`A piece of more than ${MAX_DOCUMENTS} documents`);
    }
    const [stored] = await store.read([spaceKey(id)]);
    if (stored === undefined) continue;
    documents.set(id, stored.doc);
    for (const target of linkedIds(stored.doc, store.space)) ids.add(target);
  }
  return documents;
}

export async function stateDigest(store: SpaceStore, root: string): Promise<string> {
  const documents = await reachableDocuments(store, root);
  const rows = sortedUtf8([...documents.keys()]).map((id) => {
    const { value, meta } = documents.get(id)!;
    return [id, value === undefined ? [] : [value], meta === undefined ? [] : [meta]];
  });
  return digestText(nodeSha256, canonicalBytes(rows));
}

/** Digest of a rendered tree; handles in it count by where they lead. */
export function viewDigest(tree: unknown): string {
  const text = JSON.stringify(tree, (_key, value: unknown) => {
    if (!isHandle(value)) return value;
    const { id, path } = value.getAsNormalizedFullLink();
    return { handle: [id, ...path] };
  });
  return digestText(nodeSha256, canonicalBytes(JSON.parse(text)));
}

interface Handle {
  getAsNormalizedFullLink(): { id: string; path: readonly string[] };
}

function isHandle(value: unknown): value is Handle {
  return typeof value === "object" && value !== null && "getAsNormalizedFullLink" in value;
}

function* linkedIds(value: unknown, space: string, depth = 0): Iterable<string> {
  if (typeof value !== "object" || value === null) return;
  if (depth > MAX_DEPTH) throw new Error(`A document nested deeper than ${MAX_DEPTH}`);
  for (const [key, member] of Object.entries(value)) {
    if (key === "link@1") {
      const { id, space: target = space } = member as { id?: string; space?: string };
      if (id !== undefined && target === space) yield id;
    } else {
      yield* linkedIds(member, space, depth + 1);
    }
  }
}
