/**
 * Setting up a piece: stages argument, internal cells, result and pointer of one instance, and those
 * of its composition children, in one transaction. Nothing of the pattern runs.
 */
import type { Sha256 } from "@commonfabric/canonical";
import type { EntryRef } from "@commonfabric/module-identity";
import { patternGraph } from "../builders/artifact.ts";
import { keylessRef } from "../builders/keyless.ts";
import type { PatternGraph, PatternValue } from "../builders/graph.ts";
import { convertInitial } from "../cells/writing.ts";
import { documentKey, makeLink } from "../links/sigil.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, DocumentAddress } from "../types.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { STREAM_MARKER } from "../values/leaves.ts";
import { storedBinding } from "./bindings.ts";
import { childApplications, type PlaceContext } from "./child-places.ts";
import { PieceTooLargeError, SetupTargetError } from "./errors.ts";
import { declareNarrowCells, isNarrowCell } from "./narrow-cells.ts";
import { PieceAddresses } from "./piece-addresses.ts";
import { asPatternIdentityRef, sameRef } from "./pointer.ts";
import { type GateContext, gatePointer, patternLeaf } from "./pointer-gate.ts";
import type { RuntimeLimits } from "./runtime-limits.ts";
import type { RunningPiece } from "./running-piece.ts";
import { type ArgumentUse, stageArgument, type Warn } from "./stage-argument.ts";
import { isRecord, readMeta, refData, writeMeta, writeValue } from "./staging.ts";

export interface SetupContext extends GateContext, PlaceContext {
  readonly sha256: Sha256;
  /** Pieces whose pattern no module defines, by result cell; never written to a document. */
  readonly sessionPointers: Map<string, SessionPattern>;
  readonly warn: Warn;
  readonly limits: RuntimeLimits;
  /** What runs at a result cell. */
  readonly running: (result: Address) => Pick<RunningPiece, "pattern"> | undefined;
}

/** A pattern that lives in this session only, and its pointer here. */
export interface SessionPattern {
  readonly pattern: PatternValue;
  readonly ref: EntryRef;
}

export interface SetupRequest {
  readonly pattern: PatternValue;
  /** A host value, or a stored tree of links; `undefined` keeps a stored argument. */
  readonly argument: unknown;
  readonly use: ArgumentUse;
  /** Stored data that does not fit stays as it is, and reads as absent. */
  readonly allowMisfit?: boolean;
  readonly result: Address;
  readonly depth: number;
}

export interface SetupOutcome {
  /** The pointer of the pattern; for one without module, its pointer in this session. */
  readonly ref: EntryRef;
  readonly isKeyless: boolean;
  /** What runs there goes on with the argument it was given. */
  readonly isRunning: boolean;
}

/**
 * Stages one piece. A stored argument and internal cells whose causes survive are kept; where the
 * same pattern runs already, only its argument is updated.
 * @throws {SetupTargetError} @throws {ArgumentMismatchError} @throws {PieceTooLargeError}
 */
export function setupPiece(
  tx: RunnerTransaction,
  request: SetupRequest,
  context: SetupContext,
): SetupOutcome {
  const { pattern, result, depth } = request;
  if (result.path.length > 0) throw new SetupTargetError(result.path);
  const { pieceDepth, nodesPerPiece } = context.limits;
  if (depth > pieceDepth) throw new PieceTooLargeError("depth", pieceDepth);
  const graph = patternGraph(pattern);
  if (graph.nodes.length > nodesPerPiece) throw new PieceTooLargeError("nodes", nodesPerPiece);
  const addresses = new PieceAddresses(result, graph, context.sha256);
  const pointer = pointerOf(pattern, context);
  const known = knownPointers(tx, result, context);
  const isSame = sameRef(pointer.ref, known.pattern);
  const isRunning = isSame && sameRef(pointer.ref, known.setup) &&
    context.running(result) !== undefined;
  if (isRunning) {
    const use = request.use === "state" ? "values" : request.use;
    if (request.argument !== undefined) {
      stageArgument(tx, { ...request, use }, graph, addresses, context.warn);
    }
    return { ...pointer, isRunning };
  }
  const writePattern = (nested: unknown) =>
    patternLeaf(tx, nested as PatternValue, context, result);
  declareNarrowCells(tx.spaces, graph, addresses, writePattern);
  stageArgument(tx, request, graph, addresses, context.warn);
  stageInternal(tx, graph, addresses, writePattern);
  stageChildren(tx, request, graph, addresses, context);
  stageResult(tx, graph, addresses, isSame, writePattern);
  writeMeta(tx, result, "schema", convertHostValue(graph.resultSchema, result.space));
  const argument = makeLink(addresses.argument, { from: result.space, redirect: true });
  writeMeta(tx, result, "argument", argument);
  writeMeta(tx, result, "internal", manifest(graph, addresses));
  if (!isSame && !pointer.isKeyless) gatePointer(tx, pattern, pointer.ref, result, context);
  stagePointer(tx, result, pattern, pointer, context);
  return { ...pointer, isRunning };
}

/** The pointer of `pattern` among stored patterns, or in this session. */
export function pointerOf(
  pattern: PatternValue,
  { source, sha256 }: Pick<SetupContext, "source" | "sha256">,
): { readonly ref: EntryRef; readonly isKeyless: boolean } {
  const stored = source.getArtifactEntryRef(pattern);
  if (stored !== undefined) return { ref: stored, isKeyless: false };
  const refOf = (artifact: object) => source.getArtifactEntryRef(artifact);
  return { ref: keylessRef(pattern, refOf, sha256), isKeyless: true };
}

/** The pointers that the piece has: what it runs, and what its documents were staged for. */
function knownPointers(
  tx: RunnerTransaction,
  result: Address,
  { sessionPointers }: SetupContext,
): { readonly pattern: EntryRef | undefined; readonly setup: EntryRef | undefined } {
  const session = sessionPointers.get(documentKey(result))?.ref;
  if (session !== undefined) return { pattern: session, setup: session };
  const meta = readMeta(tx, result);
  return {
    pattern: asPatternIdentityRef(meta.patternIdentity),
    setup: asPatternIdentityRef(meta.patternSetupIdentity),
  };
}

function stagePointer(
  tx: RunnerTransaction,
  result: Address,
  pattern: PatternValue,
  { ref, isKeyless }: { readonly ref: EntryRef; readonly isKeyless: boolean },
  { sessionPointers }: SetupContext,
): void {
  const stored = isKeyless ? undefined : refData(ref);
  writeMeta(tx, result, "patternIdentity", stored);
  writeMeta(tx, result, "patternSetupIdentity", stored);
  const key = documentKey(result);
  tx.postCommit(() => {
    if (isKeyless) sessionPointers.set(key, { pattern, ref });
    else sessionPointers.delete(key);
  });
}

function stageInternal(
  tx: RunnerTransaction,
  graph: PatternGraph,
  addresses: PieceAddresses,
  writePattern: (pattern: unknown) => unknown,
): void {
  for (const cell of graph.internal) {
    const address = addresses.internal(cell.partialCause);
    if (isNarrowCell(address, addresses.result)) continue;
    const isNew = tx.document(address)?.value === undefined;
    if (isNew && cell.kind === "stream") writeValue(tx, address, STREAM_MARKER);
    else if (isNew && cell.initial !== undefined) {
      const initial = storedBinding(cell.initial, addresses, writePattern, "initial");
      const schema = schemaNode(cell.schema);
      const node = convertInitial({ tx, address, node: undefined, schema }, initial);
      writeValue(tx, address, node, schema);
    }
    writeMeta(tx, address, "result", makeLink(addresses.result, { from: address.space }));
  }
}

function stageChildren(
  tx: RunnerTransaction,
  request: SetupRequest,
  graph: PatternGraph,
  addresses: PieceAddresses,
  context: SetupContext,
): void {
  const read = (address: DocumentAddress) => tx.document(address);
  for (const child of childApplications(graph, addresses, context, read)) {
    const { node, module: { pattern }, output, result } = child;
    writeValue(tx, output, makeLink(result, { from: output.space }));
    stagePlaced(tx, request.result, result, context, () => {
      const writePattern = (nested: unknown) =>
        patternLeaf(tx, nested as PatternValue, context, result);
      const argument = storedBinding(node.inputs, addresses, writePattern, "input", result) ?? {};
      const { depth } = request;
      setupPiece(tx, { pattern, argument, use: "bindings", result, depth: depth + 1 }, context);
    });
  }
}

/** Runs `stage`, which sets up the child at `result`; in another space it is committed before. */
export function stagePlaced(
  tx: RunnerTransaction,
  parent: Address,
  result: Address,
  { gated }: SetupContext,
  stage: () => void,
): void {
  if (result.space === parent.space) return stage();
  gated.add(tx);
  tx.inSpace(result.space, stage);
}

function stageResult(
  tx: RunnerTransaction,
  graph: PatternGraph,
  addresses: PieceAddresses,
  isSame: boolean,
  writePattern: (pattern: unknown) => unknown,
): void {
  const { result } = addresses;
  const tree = storedBinding(graph.result, addresses, writePattern, "output");
  const before = tx.document(result)?.value;
  const name = isSame && isRecord(before)
    ? Object.getOwnPropertyDescriptor(before, "$NAME")
    : undefined;
  const kept = name !== undefined && isRecord(tree)
    ? Object.freeze({ ...tree, $NAME: name.value })
    : tree;
  writeValue(tx, result, kept);
}

function manifest(graph: PatternGraph, addresses: PieceAddresses): unknown {
  return convertHostValue(
    graph.internal.map((cell) => ({
      partialCause: cell.partialCause,
      link: makeLink(addresses.internal(cell.partialCause), { from: addresses.result.space }),
      ...(cell.kind === undefined ? {} : { kind: cell.kind }),
    })),
    addresses.result.space,
  );
}
