/** Who reads and who writes which document: the edges of the reactive graph. */
import type { Address, ReadEntry } from "../types.ts";
import type { ComputationNode, EffectNode } from "./node.ts";

type Reader = ComputationNode | EffectNode;

export class DependencyIndex {
  readonly #readers = new Map<string, Set<Reader>>();
  readonly #writers = new Map<string, Set<ComputationNode>>();
  /** Moves when an edge does; memos of reachability hold for one version. */
  version = 0;

  setReads(reader: Reader, reads: readonly ReadEntry[]): void {
    const before = documentsOf(reader.reads.map((read) => read.address));
    const after = documentsOf(reads.map((read) => read.address));
    reader.reads = reads;
    this.version++;
    update(this.#readers, reader, before, after);
  }

  setWrites(writer: ComputationNode, writes: readonly Address[]): void {
    const before = documentsOf(writer.writes);
    const after = documentsOf(writes);
    writer.writes = writes;
    this.version++;
    update(this.#writers, writer, before, after);
  }

  /** Enters the declared edges of a fresh node. */
  add(node: ComputationNode): void {
    this.version++;
    update(this.#readers, node, EMPTY, documentsOf(node.reads.map((read) => read.address)));
    update(this.#writers, node, EMPTY, documentsOf(node.writes));
  }

  remove(reader: Reader): void {
    this.version++;
    update(this.#readers, reader, documentsOf(reader.reads.map((read) => read.address)), EMPTY);
    if ("writes" in reader) update(this.#writers, reader, documentsOf(reader.writes), EMPTY);
  }

  /** Everyone who reads something of the document. */
  readersOfDocument(space: string, id: string): Iterable<Reader> {
    return this.#readers.get(documentKey({ space, id })) ?? [];
  }

  /** Who reads what `writer` writes, itself excluded. */
  *readersOf(writer: ComputationNode): Iterable<Reader> {
    for (const address of writer.writes) {
      for (const reader of this.#readers.get(documentKey(address)) ?? []) {
        if (reader !== writer && reader.reads.some((read) => overlaps(read.address, address))) {
          yield reader;
        }
      }
    }
  }

  /** Who writes what is read by `reads`. */
  *writersOf(reads: readonly ReadEntry[]): Iterable<ComputationNode> {
    for (const { address } of reads) {
      for (const writer of this.#writers.get(documentKey(address)) ?? []) {
        if (writer.writes.some((written) => overlaps(written, address))) yield writer;
      }
    }
  }
}

const EMPTY: ReadonlySet<string> = new Set();

function documentKey(address: { readonly space: string; readonly id: string }): string {
  return `${address.space}\u0000${address.id}`;
}

function documentsOf(addresses: readonly Address[]): Set<string> {
  return new Set(addresses.map(documentKey));
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
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): void {
  for (const key of before) {
    if (after.has(key)) continue;
    const entries = index.get(key);
    entries?.delete(entry);
    if (entries?.size === 0) index.delete(key);
  }
  for (const key of after) {
    let entries = index.get(key);
    if (entries === undefined) index.set(key, entries = new Set());
    entries.add(entry);
  }
}
