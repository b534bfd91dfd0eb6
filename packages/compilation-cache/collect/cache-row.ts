/** One tagged document of a space, as far as collection needs to know it. */
import type { Sha256 } from "@commonfabric/canonical";
import { type Identity, isModuleIdentity } from "@commonfabric/module-identity";
import type { DocHeader, StoredDoc, StoredDocument } from "@commonfabric/storage";
import {
  KEY_PREFIXES,
  parseCompiledKey,
  parseIdentityKey,
  parseIntentKey,
  PINS_KEY,
  RECEIPT_PREFIX,
} from "../documents/keys.ts";
import { exactFields, isDigest, memberOf } from "../documents/shape.ts";
import { parseSourceDoc } from "../documents/source-doc.ts";
import type { StoredSourceDoc } from "../documents/types.ts";
import { parsePins } from "../pins.ts";
import { parseRetained } from "../write/roots-document.ts";

/** What a document is to the cache, by its key. `other`: nothing that is collected. */
export type RowSet = keyof typeof KEY_PREFIXES | "receipt" | "pins" | "other";

export interface CacheRow {
  readonly set: RowSet;
  readonly header: DocHeader;
  /** The module or entry that the key names; `undefined` for keys that name none. */
  readonly identity?: Identity | undefined;
  /** Of compiled documents. */
  readonly runtimeVersion?: string | undefined;
  /** Of source documents; `undefined` when the document is damaged. */
  readonly source?: StoredSourceDoc | undefined;
  /** What the document says of other modules: retained, pinned, or members of an emit key. */
  readonly named: readonly Identity[];
  /** Of edge memos: the digest of the text. */
  readonly digest?: string | undefined;
  /** Of notes: whether there are any. */
  readonly isEmpty?: boolean;
  /** Of leases. */
  readonly stored?: StoredDoc | undefined;
  /** Hashes of the blobs that the document names. */
  readonly blobs: readonly string[];
}

/** The set that a cache key belongs to. */
export function setOfKey(tag: string): RowSet {
  if (tag === PINS_KEY) return "pins";
  if (tag.startsWith(RECEIPT_PREFIX)) return "receipt";
  for (const [set, prefix] of Object.entries(KEY_PREFIXES)) {
    if (tag.startsWith(prefix)) return set as RowSet;
  }
  return "other";
}

/** The row of a document; `stored` is not needed for receipts. */
export function cacheRow(
  header: DocHeader,
  stored: StoredDoc | "damaged" | undefined,
  sha256: Sha256,
): CacheRow {
  const tag = header.tag!;
  const set = setOfKey(tag);
  const found = stored === "damaged" ? undefined : stored;
  const value = found?.doc.value;
  const blobs = found === undefined ? [] : [...blobsNamedBy(found.doc)];
  const row = { set, header, blobs, named: [] };
  switch (set) {
    case "source": {
      const identity = parseIdentityKey(tag, "source");
      return { ...row, identity, source: sourceOf(found?.doc, identity, sha256) };
    }
    case "compiled":
      return { ...row, ...parseCompiledKey(tag) };
    case "emitIndex":
      return { ...row, runtimeVersion: versionOfKey(tag), named: membersOf(value) };
    case "edgeMemo":
      return { ...row, digest: /^importEdges:([^.]*)/.exec(tag)?.[1] };
    case "roots":
      return { ...row, identity: parseIdentityKey(tag, set), named: parseRetained(value) ?? [] };
    case "notes":
      return { ...row, identity: parseIdentityKey(tag, set), isEmpty: hasNoNotes(value) };
    case "intent":
      return { ...row, identity: parseIntentKey(tag)?.entry };
    case "lease":
      return { ...row, stored: found };
    case "pins":
      return { ...row, named: parsePins(value) };
    case "receipt":
    case "other":
      return row;
    default:
      return set satisfies never;
  }
}

/**
 * The hashes of all blob references in a document, at any depth and whatever stands around them: a
 * blob that somebody may mean is not collected.
 */
export function blobsNamedBy(doc: StoredDocument): Set<string> {
  const named = new Set<string>();
  const stack: unknown[] = [doc.value];
  while (stack.length > 0) {
    const at = stack.pop();
    if (typeof at !== "object" || at === null || at instanceof Uint8Array) continue;
    const hash = memberOf(at, "hash");
    if (isDigest(hash) && Number.isInteger(memberOf(at, "bytes"))) named.add(hash);
    stack.push(...Object.values(at));
  }
  return named;
}

function sourceOf(
  doc: StoredDocument | undefined,
  identity: Identity | undefined,
  sha256: Sha256,
): StoredSourceDoc | undefined {
  if (doc === undefined || identity === undefined) return undefined;
  const parsed = parseSourceDoc(doc, identity, sha256);
  return "usable" in parsed ? parsed.usable : undefined;
}

function versionOfKey(tag: string): string {
  return tag.slice(KEY_PREFIXES.emitIndex.length, Math.max(0, tag.lastIndexOf("/")));
}

function membersOf(value: unknown): Identity[] {
  const members = memberOf(value, "members");
  if (!Array.isArray(members)) return [];
  return members.map((member) => memberOf(member, "identity")).filter(isModuleIdentity);
}

function hasNoNotes(value: unknown): boolean {
  const notes = exactFields(value, ["annotations"])?.get("annotations");
  return Array.isArray(notes) && notes.length === 0;
}
