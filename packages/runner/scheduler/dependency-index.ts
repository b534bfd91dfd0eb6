/** Who reads and who writes which document: the edges of the reactive graph. */
import { documentKey, liesInside, sameAddress } from "../links/sigil.ts";
import type { LoggedRead } from "../transactions/changes.ts";
import type { Address, DocumentAddress, ReadEntry } from "../types.ts";
import type { ComputationNode, EffectNode } from "./node.ts";

type Reader = ComputationNode | EffectNode;

/** Entries of one reader or writer by document: a look-up touches one document's entries only. */
type ByDocument<T> = ReadonlyMap<string, readonly T[]>;

export class DependencyIndex {
  readonly #readers = new Map<string, Set<Reader>>();
  readonly #writers = new Map<string, Set<ComputationNode>>();
  readonly #reads = new WeakMap<Reader, ByDocument<ReadEntry>>();
  readonly #writes = new WeakMap<ComputationNode, ByDocument<Address>>();
  /** Moves when an edge does; memos of reachability hold for one version. */
  version = 0;

  setReads(reader: Reader, reads: readonly ReadEntry[]): void {
    const before = this.#reads.get(reader);
    const isSame = before !== undefined && sameReads(reader.reads, reads);
    reader.reads = reads;
    if (isSame) return;
    this.version++;
    const after = Map.groupBy(reads, (read) => documentKey(read.address));
    update(this.#readers, reader, before, after);
    this.#reads.set(reader, after);
  }

  setWrites(writer: ComputationNode, writes: readonly Address[]): void {
    const before = this.#writes.get(writer);
    const isSame = before !== undefined && sameWrites(writer.writes, writes);
    writer.writes = writes;
    if (isSame) return;
    this.version++;
    const after = Map.groupBy(writes, documentKey);
    update(this.#writers, writer, before, after);
    this.#writes.set(writer, after);
  }

  /**
   * Drops what `reader` read at or below `places`: a link that led there leads elsewhere now. The
   * next run of the reader says what it still reads.
   */
  dropReads(reader: Reader, places: readonly Address[]): void {
    const byDocument = this.#reads.get(reader);
    const isGone = ({ address }: ReadEntry) => places.some((place) => liesInside(address, place));
    const concerned = places.some((place) => byDocument?.get(documentKey(place))?.some(isGone));
    if (concerned) this.setReads(reader, reader.reads.filter((read) => !isGone(read)));
  }

  /** Enters the declared edges of a fresh node. */
  add(node: ComputationNode): void {
    this.setReads(node, node.reads);
    this.setWrites(node, node.writes);
  }

  remove(reader: Reader): void {
    this.version++;
    update(this.#readers, reader, this.#reads.get(reader), undefined);
    this.#reads.delete(reader);
    if (!("writes" in reader)) return;
    update(this.#writers, reader, this.#writes.get(reader), undefined);
    this.#writes.delete(reader);
  }

  /** Everyone who reads something of the document, with what it reads there. */
  *readersOfDocument(
    document: DocumentAddress,
  ): Iterable<{ readonly reader: Reader; readonly reads: readonly ReadEntry[] }> {
    const key = documentKey(document);
    for (const reader of this.#readers.get(key) ?? []) {
      yield { reader, reads: this.#reads.get(reader)!.get(key)! };
    }
  }

  /** Everyone who writes something of the document. */
  writersOfDocument(document: DocumentAddress): Iterable<ComputationNode> {
    return this.#writers.get(documentKey(document)) ?? [];
  }

  /** Whether `reader` reads something of a document that `writer` writes. */
  isReaderOf(reader: Reader, writer: ComputationNode): boolean {
    const reads = this.#reads.get(reader);
    for (const key of this.#writes.get(writer)?.keys() ?? []) if (reads?.has(key)) return true;
    return false;
  }

  /** Who reads what `writer` writes, itself excluded. */
  *readersOf(writer: ComputationNode): Iterable<Reader> {
    for (const { reader } of this.edgesOf(writer)) yield reader;
  }

  /** The same, with a place that the reader reads; once a document. */
  *edgesOf(
    writer: ComputationNode,
  ): Iterable<{ readonly reader: Reader; readonly address: Address }> {
    for (const [key, addresses] of this.#writes.get(writer) ?? []) {
      for (const reader of this.#readers.get(key) ?? []) {
        if (reader === writer) continue;
        const reads = this.#reads.get(reader)!.get(key)!;
        const read = reads.find(({ address }) => addresses.some((each) => overlaps(address, each)));
        if (read !== undefined) yield { reader, address: read.address };
      }
    }
  }

  /** Who writes what `reader` reads. */
  *writersOf(reader: Reader): Iterable<ComputationNode> {
    yield* this.#writersOf(this.#reads.get(reader) ?? []);
  }

  /** Who writes what is read by `reads`. */
  *writersOfReads(reads: readonly ReadEntry[]): Iterable<ComputationNode> {
    yield* this.#writersOf(Map.groupBy(reads, (read) => documentKey(read.address)));
  }

  /**
   * The nearest writers that `isWanted` among those that lead to `reads`, directly or through what
   * others compute: nothing is looked for behind one that was found.
   */
  *writersBehind(
    reads: readonly ReadEntry[],
    isWanted: (writer: ComputationNode) => boolean,
  ): Iterable<ComputationNode> {
    const seen = new Set<ComputationNode>();
    const open = [...this.writersOfReads(reads)];
    for (let writer = open.pop(); writer !== undefined; writer = open.pop()) {
      if (seen.has(writer)) continue;
      seen.add(writer);
      if (isWanted(writer)) yield writer;
      else open.push(...this.writersOf(writer));
    }
  }

  *#writersOf(
    reads: Iterable<readonly [string, readonly ReadEntry[]]>,
  ): Iterable<ComputationNode> {
    for (const [key, entries] of reads) {
      for (const writer of this.#writers.get(key) ?? []) {
        const addresses = this.#writes.get(writer)!.get(key)!;
        if (entries.some((read) => addresses.some((each) => overlaps(each, read.address)))) {
          yield writer;
        }
      }
    }
  }
}

function sameReads(a: readonly ReadEntry[], b: readonly ReadEntry[]): boolean {
  return a.length === b.length && a.every((read, at) => {
    const other = b[at]!;
    return read.depth === other.depth && partOf(read) === partOf(other) &&
      sameAddress(read.address, other.address);
  });
}

function partOf(read: ReadEntry): LoggedRead["part"] {
  return (read as Partial<LoggedRead>).part ?? "value";
}

function sameWrites(a: readonly Address[], b: readonly Address[]): boolean {
  return a.length === b.length && a.every((address, at) => sameAddress(address, b[at]!));
}

/** One path leads to, or through, the other. */
function overlaps(a: Address, b: Address): boolean {
  if (a.id !== b.id || a.space !== b.space || a.scope !== b.scope) return false;
  const common = Math.min(a.path.length, b.path.length);
  for (let at = 0; at < common; at++) if (a.path[at] !== b.path[at]) return false;
  return true;
}

function update<T>(
  index: Map<string, Set<T>>,
  entry: T,
  before: ByDocument<unknown> | undefined,
  after: ByDocument<unknown> | undefined,
): void {
  for (const key of before?.keys() ?? []) {
    if (after?.has(key)) continue;
    const entries = index.get(key);
    entries?.delete(entry);
    if (entries?.size === 0) index.delete(key);
  }
  for (const key of after?.keys() ?? []) {
    let entries = index.get(key);
    if (entries === undefined) index.set(key, entries = new Set());
    entries.add(entry);
  }
}
