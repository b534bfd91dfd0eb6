/** What is done to stored documents: to their values through the store, to their bytes behind it. */
import {
  decodeBase64Url,
  digestText,
  encodeBase64Url,
  encodeUtf8,
  nodeSha256,
} from "@commonfabric/canonical";
import { cacheDocumentKey, compiledDocKey, sourceDocKey } from "@commonfabric/compilation-cache";
import type { DocKey, SpaceStore, StoredDoc } from "@commonfabric/storage";
import { RUNTIME_VERSION, SALTED } from "../../../../packages/runner/test/support/chain-program.ts";
import { identitiesOf, type Lane } from "./lanes.ts";
import { resigned, type Signature } from "./signatures.ts";
import type { Shelf } from "./shelf.ts";

/** Names a document: a compiled one of the chain in `home` unless it says otherwise. */
export interface DocumentName {
  readonly of: string;
  readonly set?: "compiled" | "source";
  readonly program?: "chain" | "other";
  readonly space?: "home" | "work";
  /** Under the older toolchain. */
  readonly old?: boolean;
}

/** A value, or one taken from a document: `{"$from": {...}, "path": [...]}`. */
type Given = unknown;

/** One change of one document. */
export type Edit = DocumentName & {
  /** Replaces what is at a path. */
  readonly put?: readonly { readonly path: readonly (string | number)[]; readonly to: Given }[];
  readonly remove?: readonly (readonly (string | number)[])[];
  /** Replaces the value as a whole. */
  readonly become?: Given;
  /** Stores a text, and makes `code` name it; with `verdict`, its body hash too. */
  readonly body?: { readonly text: string; readonly verdict?: boolean };
  /** Signs what is there then, in a way that must not count. */
  readonly sign?: Signature;
  /** Replaces the labels; `null` removes them. */
  readonly labels?: unknown;
  readonly gone?: boolean;
  /** Bytes of a text of the document, or of its row. */
  readonly bytes?: {
    readonly of: "row" | "code" | "sourceMap" | "sites";
    readonly flip?: number;
    readonly length?: number;
    readonly extend?: string;
    readonly text?: string;
    readonly gone?: boolean;
  };
};

type Value = Record<string, unknown>;

let edits = 0;

export async function applyEdit(shelf: Shelf, edit: Edit, lane: Lane): Promise<void> {
  const space = edit.space ?? "home";
  const store = await shelf.stores(space);
  const key = keyOf(edit);
  const stored = await storedDoc(store, key);
  if (edit.bytes === undefined) await commitEdit(shelf, store, { edit, key, stored, lane });
  await store.close();
  if (edit.bytes === undefined) return;
  const by = (bytes: Uint8Array) => editedBytes(bytes, edit.bytes!);
  if (edit.bytes.of === "row") shelf.editRow(space, key.id, by);
  else {
    const { hash } = (stored.doc.value as Record<string, { hash: string }>)[edit.bytes.of]!;
    shelf.editBlob(space, hash, by);
  }
}

async function commitEdit(
  shelf: Shelf,
  store: SpaceStore,
  { edit, key, stored, lane }: { edit: Edit; key: DocKey; stored: StoredDoc; lane: Lane },
): Promise<void> {
  let value: unknown = structuredClone(stored.doc.value);
  if ("become" in edit) value = await given(shelf, edit.become);
  for (const { path, to } of edit.put ?? []) put(value, path, await given(shelf, to));
  for (const path of edit.remove ?? []) removed(value, path);
  const blobs = edit.body === undefined ? [] : [withBody(value as Value, edit.body)];
  if (edit.sign !== undefined) value = resigned(value as Value, edit.sign, lane, store.space);
  const labels = "labels" in edit ? edit.labels ?? undefined : stored.doc.labels;
  const doc = edit.gone === true ? null : { value, ...(labels === undefined ? {} : { labels }) };
  const result = await store.commit({
    txId: `attack-${++edits}`,
    reads: [],
    writes: [{ key, doc: doc as StoredDoc["doc"] | null, base: stored.seq, tag: tagOf(edit) }],
    blobs,
  });
  if (!("ok" in result)) {
    throw new TypeError(`The store refuses the edit: ${JSON.stringify(result)}`);
  }
}

/** What `name` stands for in the store: the key of a document, without its prefix. */
export function keyOf(name: DocumentName): DocKey {
  return cacheDocumentKey(tagOf(name), nodeSha256);
}

function tagOf({ of, set = "compiled", program = "chain", old = false }: DocumentName): string {
  const identity = identitiesOf(program).get(of)!;
  const version = old ? SALTED.runtimeVersion! : RUNTIME_VERSION;
  return set === "source" ? sourceDocKey(identity) : compiledDocKey(version, identity);
}

async function storedDoc(store: SpaceStore, key: DocKey): Promise<StoredDoc> {
  const [stored] = await store.read([key]);
  if (stored === undefined) throw new TypeError(`The store has no document ${key.id}`);
  return stored;
}

async function given(shelf: Shelf, to: Given): Promise<unknown> {
  if (typeof to !== "object" || to === null) return to;
  if ("$identity" in to) return identitiesOf("chain").get(to.$identity as string);
  if ("$repeat" in to) {
    const [item, count] = to.$repeat as [unknown, number];
    return Array.from({ length: count }, () => item);
  }
  if ("$nested" in to) {
    let nested: unknown = 1;
    for (let depth = 0; depth < (to.$nested as number); depth++) nested = { a: nested };
    return nested;
  }
  if ("$link" in to) return { "/": { "link@1": { id: keyOf(to.$link as DocumentName).id } } };
  if (!("$from" in to)) return to;
  const name = to.$from as DocumentName & { readonly path?: readonly (string | number)[] };
  const store = await shelf.stores(name.space ?? "home");
  const { doc } = await storedDoc(store, keyOf(name));
  await store.close();
  let value: unknown = doc.value;
  for (const step of name.path ?? []) value = (value as Value)[step];
  return structuredClone(value);
}

function put(value: unknown, path: readonly (string | number)[], to: unknown): void {
  const [last, ...steps] = path.toReversed();
  let at = value as Value;
  for (const step of steps.reverse()) at = at[step] as Value;
  const before = at[last!];
  // `+` is a bit of a text of base64url flipped, so that its form stays whole.
  at[last!] = to === "+" && typeof before === "string" ? flippedText(before) : to;
}

function flippedText(text: string): string {
  const bytes = decodeBase64Url(text)!;
  bytes[0]! ^= 1;
  return encodeBase64Url(bytes);
}

function removed(value: unknown, path: readonly (string | number)[]): void {
  const steps = path.slice(0, -1);
  let at = value as Value;
  for (const step of steps) at = at[step] as Value;
  if (Array.isArray(at)) at.splice(path.at(-1) as number, 1);
  else delete at[path.at(-1)!];
}

function withBody(value: Value, { text, verdict = false }: NonNullable<Edit["body"]>) {
  const bytes = encodeUtf8(text);
  const hash = digestText(nodeSha256, bytes);
  value["code"] = { hash, bytes: bytes.length };
  if (verdict) (value["verdict"] as Value)["bodyHash"] = hash;
  return { hash, bytes };
}

function editedBytes(
  bytes: Uint8Array,
  { flip, length, extend, text, gone }: NonNullable<Edit["bytes"]>,
): Uint8Array | undefined {
  if (gone === true) return undefined;
  if (text !== undefined) return encodeUtf8(text);
  if (length !== undefined) return bytes.slice(0, length < 0 ? bytes.length + length : length);
  if (extend !== undefined) return Uint8Array.from([...bytes, ...encodeUtf8(extend)]);
  const edited = bytes.slice();
  edited[(flip! + bytes.length) % bytes.length]! ^= 1;
  return edited;
}
