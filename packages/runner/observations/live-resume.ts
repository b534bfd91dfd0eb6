/**
 * Resuming from the nodes of a piece that is being replaced: what goes on with the same code, the
 * same bindings and the same inputs is as it was. Nothing is asked of the store.
 */
import type { StoredDocument } from "@commonfabric/storage";
import { documentKey } from "../links/sigil.ts";
import type { RunningPiece } from "../pieces/running-piece.ts";
import type { ComputationNode, ComputationSpec } from "../scheduler/node.ts";
import type { LoggedRead } from "../transactions/changes.ts";
import { readPart } from "../transactions/read-part.ts";
import type { SpaceTable } from "../transactions/space-table.ts";
import { differs } from "../transactions/tree.ts";
import type { DocumentAddress, ReadEntry } from "../types.ts";
import type { RestoredNode, ResumeSource } from "./resume-source.ts";
import { acceptsBound } from "./run-record.ts";

export class LiveResume implements ResumeSource {
  readonly #spaces: SpaceTable;
  readonly #nodes = new Map<string, ComputationNode>();
  /** The documents that the nodes saw. */
  readonly #seen = new Map<string, StoredDocument | undefined>();

  /** Takes over the nodes of `piece` and of everything below it, which still run. */
  constructor(spaces: SpaceTable, piece: RunningPiece) {
    this.#spaces = spaces;
    this.#takeOver(piece);
  }

  accept(spec: ComputationSpec): RestoredNode | undefined {
    const key = nodeKey(spec);
    const node = this.#nodes.get(key);
    if (node === undefined || node.spec.implementation !== spec.implementation) return undefined;
    this.#nodes.delete(key);
    const bound = node.spec.observed?.bound();
    if (bound === undefined || spec.observed === undefined) return undefined;
    if (!acceptsBound(spec.observed, bound)) return undefined;
    const { reads, writes, lastRun } = node;
    if (lastRun?.children === undefined) return undefined;
    const isSame = reads.every((read) => !this.#differs(read)) &&
      writes.every((address) => !this.#differs({ address, depth: "deep" }));
    return isSame ? { reads, writes, children: lastRun.children } : undefined;
  }

  finish(): void {}

  #takeOver(piece: RunningPiece): void {
    for (const node of piece.nodes) {
      if (node.status !== "clean" || node.lastRun?.status !== "ok") continue;
      this.#nodes.set(nodeKey(node.spec), node);
      for (const { address } of node.reads) this.#see(address);
      for (const address of node.writes) this.#see(address);
    }
    for (const child of piece.children.values()) this.#takeOver(child);
  }

  #see(place: DocumentAddress): void {
    this.#seen.set(documentKey(place), this.#current(place));
  }

  /** A child may start later than the piece was replaced. */
  #differs(read: ReadEntry): boolean {
    const { address, depth } = read;
    const part = (read as Partial<LoggedRead>).part ?? "value";
    const before = readPart(this.#seen.get(documentKey(address)), part, address.path);
    return differs(before, readPart(this.#current(address), part, address.path), depth);
  }

  #current(place: DocumentAddress): StoredDocument | undefined {
    return this.#spaces.peek(place.space)?.replica.current(place)?.document;
  }
}

function nodeKey({ piece, id }: ComputationSpec): string {
  return `${documentKey(piece)}\u0000${id}`;
}
