/**
 * What a stored piece lacks before it can run: a set-up that was interrupted between pointer and
 * documents, and children that its documents do not have yet.
 */
import type { EntryRef } from "@commonfabric/module-identity";
import { patternGraph } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import { editWithRetry } from "../transactions/edit-with-retry.ts";
import { StoreUnavailableError } from "../transactions/errors.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, DocumentAddress } from "../types.ts";
import { childApplications, placedOutputs } from "./child-places.ts";
import { hasNarrowChildren } from "./narrow-cells.ts";
import { PieceAddresses } from "./piece-addresses.ts";
import { asPatternIdentityRef, sameRef } from "./pointer.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { setupPiece } from "./setup.ts";
import { readMeta } from "./staging.ts";

interface StoredPiece {
  readonly pattern: PatternValue;
  /** `undefined` for a pattern that no module defines. */
  readonly ref: EntryRef | undefined;
  readonly result: Address;
}

/**
 * Sets the piece up for its pointer where that has not been done: the argument and internal cells
 * that survive stay, defaults appear. Does nothing when the pointer is another one by then.
 * @throws {ArgumentMismatchError} @throws {ConflictError} @throws {StoreUnavailableError}
 */
export async function mend(core: RuntimeCore, piece: StoredPiece): Promise<void> {
  await fetchChildren(core, piece);
  if (isWhole(core, piece)) return;
  await editWithRetry(core.spaces, (tx) => {
    const { pattern, ref, result } = piece;
    if (ref !== undefined && !hasPointer(tx, result, ref)) return;
    const request = { pattern, argument: undefined, use: "state" as const, result, depth: 0 };
    setupPiece(tx, request, core.setup);
  }, { elements: { kind: "set-up" } });
}

/** Whether the pointer is `ref`; a change of it before the commit is a conflict. */
export function hasPointer(tx: RunnerTransaction, result: Address, ref: EntryRef): boolean {
  const address = { ...result, path: ["patternIdentity"] };
  tx.log({ address, depth: "deep", part: "meta" });
  return sameRef(asPatternIdentityRef(readMeta(tx, result).patternIdentity), ref);
}

function isWhole(core: RuntimeCore, piece: StoredPiece): boolean {
  const { ref, result } = piece;
  const setup = core.spaces.stored(result)?.meta?.patternSetupIdentity;
  const isUnfinished = ref !== undefined && !sameRef(asPatternIdentityRef(setup), ref);
  return !isUnfinished && childrenAreStaged(core, piece);
}

/** Children of a user are not there for the next one. */
async function fetchChildren(core: RuntimeCore, piece: StoredPiece): Promise<void> {
  const { spaces } = core;
  const { pattern, result } = piece;
  const graph = patternGraph(pattern);
  await spaces.load(placedOutputs(graph, new PieceAddresses(result, graph, spaces.sha256)));
  const children = childrenOf(core, piece).map((child) => child.result);
  const isHere = ({ space }: Address) => space === result.space;
  await spaces.load(children.filter(isHere));
  // A child in a space that is out of reach is no reason not to start.
  await spaces.load(children.filter((child) => !isHere(child))).catch((error) => {
    if (!(error instanceof StoreUnavailableError)) throw error;
  });
}

type Child = Pick<StoredPiece, "result" | "pattern">;

/** The children of a piece, and below them those that a runtime may be the first to have. */
function childrenOf(core: RuntimeCore, { pattern, result }: Child): Child[] {
  const { setup, spaces } = core;
  const graph = patternGraph(pattern);
  const addresses = new PieceAddresses(result, graph, spaces.sha256);
  const read = (address: DocumentAddress) => spaces.stored(address);
  return [...childApplications(graph, addresses, setup, read)].flatMap((application) => {
    const child = { result: application.result, pattern: application.module.pattern };
    return hasNarrowChildren(child.pattern) ? [child, ...childrenOf(core, child)] : [child];
  });
}

function childrenAreStaged(core: RuntimeCore, piece: StoredPiece): boolean {
  return childrenOf(core, piece).every((child) => {
    const version = core.spaces.peek(child.result.space)?.replica.current(child.result);
    if (version === undefined) return true;
    const ref = core.setup.source.getArtifactEntryRef(child.pattern);
    const { meta } = version.document ?? {};
    // The result of a pattern without module names no pointer, but it has a meta when it is there.
    if (ref === undefined) return meta !== undefined || child.result.scope === piece.result.scope;
    return sameRef(asPatternIdentityRef(meta?.patternIdentity), ref);
  });
}
