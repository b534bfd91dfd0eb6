/**
 * Notes on a pattern: links by key, in a side document of its entry. They are for people and tools;
 * nothing that loads, verifies or runs code reads them.
 */
import { canonicalBytes, canonicalEqual, compareUtf8, type Sha256 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, notesDocKey, sourceDocKey } from "./documents/keys.ts";
import { exactFields } from "./documents/shape.ts";
import { type CachePort, WriteBackError, type WritePowers } from "./write/cache-port.ts";

/** Notes by key, in UTF-8 order of the keys. */
export type Annotations = ReadonlyMap<string, unknown>;

/** More or longer notes than an entry may have. */
export class AnnotationLimitError extends Error {
  override readonly name = "AnnotationLimitError";
  constructor(what: string, limit: number) {
    super(`Cannot add the note: an entry has at most ${limit} ${what}. Remove others first.`);
  }
}

const ATTEMPTS = 8;

/**
 * The notes on `entry`. A document that is none reads as no notes; one with more than the limits
 * allow is cut.
 */
export async function readAnnotations(
  store: SpaceStore,
  entry: Identity,
  sha256: Sha256,
): Promise<Annotations> {
  const [stored] = await store.read([cacheDocumentKey(notesDocKey(entry), sha256)]);
  return parseNotes(stored?.doc.value);
}

/**
 * Sets one note, or removes it with `undefined`. Of writers that meet all keys win.
 * @throws {AnnotationLimitError} @throws {WriteBackError}
 */
export async function writeAnnotation(
  port: CachePort,
  { entry, key, link }: {
    readonly entry: Identity;
    readonly key: string;
    readonly link: object | undefined;
  },
  powers: Pick<WritePowers, "newTxId" | "sha256">,
): Promise<void> {
  const tag = notesDocKey(entry);
  const document = cacheDocumentKey(tag, powers.sha256);
  const source = cacheDocumentKey(sourceDocKey(entry), powers.sha256);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [stored] = await port.store.read([document]);
    const [seq] = await port.store.heads([source]);
    const before = parseNotes(stored?.doc.value);
    const after = withNote(before, key, link);
    if (canonicalEqual([...before], [...after])) return;
    const value = { annotations: [...after].map(([name, note]) => ({ key: name, link: note })) };
    const base = stored?.seq ?? "absent";
    const result = await port.commit({
      txId: powers.newTxId(),
      // Nobody collects the entry between the look at it and the note.
      reads: seq === undefined ? [] : [{ key: source, seq }],
      writes: [{ key: document, doc: { value }, base, tag }],
    });
    if ("ok" in result) return;
    if ("refused" in result) throw new WriteBackError(port.store.space, result.refused.code);
  }
  throw new WriteBackError(port.store.space, "others keep writing notes");
}

function withNote(notes: Annotations, key: string, link: object | undefined): Annotations {
  const all = new Map(notes);
  if (link === undefined) {
    all.delete(key);
    return all;
  }
  const { annotationsPerEntry, annotationKeyLength, annotationsBytes } = LIMITS;
  if (key.length === 0 || key.length > annotationKeyLength || !key.isWellFormed()) {
    throw new AnnotationLimitError("characters in a key, which is not empty", annotationKeyLength);
  }
  all.set(key, link);
  if (all.size > annotationsPerEntry) throw new AnnotationLimitError("notes", annotationsPerEntry);
  if (sizeOf(all) > annotationsBytes) throw new AnnotationLimitError("bytes", annotationsBytes);
  return new Map([...all].sort(([a], [b]) => compareUtf8(a, b)));
}

function parseNotes(value: unknown): Annotations {
  const list = exactFields(value, ["annotations"])?.get("annotations");
  const notes = new Map<string, unknown>();
  if (!Array.isArray(list)) return notes;
  for (const each of list) {
    const fields = exactFields(each, ["key", "link"]);
    const key = fields?.get("key");
    if (typeof key !== "string" || key.length > LIMITS.annotationKeyLength) continue;
    notes.set(key, fields!.get("link"));
    const isTooMuch = notes.size > LIMITS.annotationsPerEntry ||
      sizeOf(notes) > LIMITS.annotationsBytes;
    if (isTooMuch) {
      notes.delete(key);
      break;
    }
  }
  return notes;
}

function sizeOf(notes: Annotations): number {
  return canonicalBytes([...notes]).length;
}
