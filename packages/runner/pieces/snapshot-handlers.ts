/** The handlers of running pieces, as a snapshot shows them. */
import type { SnapshotNode } from "../scheduler/snapshot.ts";
import type { BoundHandler, RunningPiece } from "./running-piece.ts";

/** A node for each stream that is served. */
export function* snapshotHandlers(pieces: Iterable<RunningPiece>): Iterable<SnapshotNode> {
  for (const piece of pieces) {
    for (const handler of piece.handlers.values()) yield snapshotHandler(handler);
  }
}

function snapshotHandler({ name, piece, stream, activity }: BoundHandler): SnapshotNode {
  const { runs, lastMs, totalMs, reads, writes, isServing, lastEvent } = activity;
  return {
    id: name.id,
    kind: "handler",
    piece: piece.link,
    patternIdentity: piece.ref,
    status: runs === 0 ? "never-ran" : "clean",
    demanded: isServing,
    pending: false,
    runs,
    lastMs,
    totalMs,
    reads: runs === 0 ? [stream] : [...reads],
    writes: [...writes],
    parent: piece.parent?.link,
    lastTrigger: lastEvent,
  };
}
