/**
 * Setting up a piece: stages argument, internal cells, result and pointer of one instance, and those
 * of its composition children, in one transaction. Nothing of the pattern runs.
 */
import type { Sha256 } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import type { EntryRef } from "@commonfabric/module-identity";
import { patternGraph } from "../builders/artifact.ts";
import {
  type GraphNode,
  type PatternGraph,
  type PatternModule,
  type PatternValue,
} from "../builders/graph.ts";
import { convertInitial } from "../cells/writing.ts";
import { documentKey, isLink, makeLink } from "../links/sigil.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { withDefaults } from "../schemas/validate.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, DocumentAddress } from "../types.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { isMutableLeaf, putMember, STREAM_MARKER } from "../values/leaves.ts";
import { storedBinding } from "./bindings.ts";
import { checkFits } from "./check-argument.ts";
import { PatternNotPersistedError, PieceTooLargeError, SetupTargetError } from "./errors.ts";
import { childResult, PieceAddresses } from "./piece-addresses.ts";
import type { PatternSource } from "./pattern-source.ts";
import { asPatternIdentityRef, sameRef } from "./pointer.ts";

export interface SetupContext {
  readonly source: PatternSource;
  readonly sha256: Sha256;
  /** Session refs of patterns that no module defines; never written to a document. */
  readonly sessionPointers: Map<string, PatternValue>;
  /** `<space> NUL <identity>` of closures that a gate of this runtime found durable. */
  readonly persisted: Set<string>;
  /** Transactions whose commit waits for a gate: what they write is not visible at once. */
  readonly gated: WeakSet<RunnerTransaction>;
}

export interface SetupRequest {
  readonly pattern: PatternValue;
  /** A host value, or a stored tree of links; `undefined` keeps a stored argument. */
  readonly argument: unknown;
  readonly result: Address;
  readonly depth: number;
}

/**
 * Stages one piece. A stored argument and internal cells whose causes survive are kept.
 * @throws {SetupTargetError} @throws {ArgumentMismatchError} @throws {PieceTooLargeError}
 */
export function setupPiece(
  tx: RunnerTransaction,
  request: SetupRequest,
  context: SetupContext,
): EntryRef | undefined {
  const { pattern, result } = request;
  if (result.path.length > 0) throw new SetupTargetError(result.path);
  if (request.depth > LIMITS.pieceDepth) throw new PieceTooLargeError("depth");
  const graph = patternGraph(pattern);
  if (graph.nodes.length > LIMITS.nodesPerPiece) throw new PieceTooLargeError("nodes");
  const addresses = new PieceAddresses(result, context.sha256);
  const ref = context.source.getArtifactEntryRef(pattern);
  const meta = readMeta(tx, result);
  const isSame = ref === undefined
    ? context.sessionPointers.get(documentKey(result)) === pattern
    : sameRef(ref, asPatternIdentityRef(meta.patternIdentity));
  const writePattern = (nested: unknown) =>
    patternLeaf(tx, nested as PatternValue, context, result);

  stageArgument(tx, request, graph, addresses);
  stageInternal(tx, graph, addresses, writePattern);
  stageChildren(tx, request, graph, addresses, context);
  stageResult(tx, graph, addresses, isSame, writePattern);
  writeMeta(tx, result, "schema", convertHostValue(graph.resultSchema, result.space));
  writeMeta(
    tx,
    result,
    "argument",
    makeLink(addresses.argument, {
      from: result.space,
      redirect: true,
    }),
  );
  writeMeta(tx, result, "internal", manifest(graph, addresses));
  if (ref === undefined) {
    context.sessionPointers.set(documentKey(result), pattern);
    return undefined;
  }
  if (!isSame) gatePointer(tx, pattern, ref, result, context);
  writeMeta(tx, result, "patternIdentity", refData(ref));
  writeMeta(tx, result, "patternSetupIdentity", refData(ref));
  return ref;
}

/** The meta record of a document. */
export function readMeta(
  tx: RunnerTransaction,
  address: DocumentAddress,
): Readonly<Record<string, unknown>> {
  return tx.document(address)?.meta ?? {};
}

function stageArgument(
  tx: RunnerTransaction,
  { argument }: SetupRequest,
  graph: PatternGraph,
  { argument: address, result }: PieceAddresses,
): void {
  const schema = schemaNode(graph.argumentSchema);
  const stored = tx.document(address)?.value;
  const supplied = argument === undefined
    ? undefined
    : redirected(convertHostValue(argument, address.space));
  const given = merge(stored, supplied) ?? (schema.schema.properties && Object.freeze({}));
  const filled = schema.isNever ? undefined : withDefaults(graph.argumentSchema, given);
  checkFits(filled, schema);
  // Defaults are written, so that operations such as push find them.
  const merged = convertInitial({ tx, address, node: stored }, filled);
  if (merged !== undefined) writeValue(tx, address, merged);
  writeMeta(tx, address, "result", makeLink(result, { from: address.space }));
}

/** Members that are supplied now replace stored ones; the others stay. */
function merge(stored: unknown, supplied: unknown): unknown {
  if (supplied === undefined) return stored;
  if (!isRecord(stored) || !isRecord(supplied)) return supplied;
  return Object.freeze({ ...stored, ...supplied });
}

function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    !isMutableLeaf(value) && !isLink(value);
}

/** Links of a supplied argument become shared state: a write at one lands in its target. */
function redirected(value: unknown): unknown {
  if (typeof value !== "object" || value === null || isMutableLeaf(value)) return value;
  if (isLink(value)) {
    return Object.freeze({
      "/": Object.freeze({
        "link@1": Object.freeze({ ...value["/"]["link@1"], overwrite: "redirect" }),
      }),
    });
  }
  // Links in a list are its elements, not bindings of the instance.
  if (Array.isArray(value)) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, member] of Object.entries(value)) putMember(copy, key, redirected(member));
  return Object.freeze(copy);
}

function stageInternal(
  tx: RunnerTransaction,
  graph: PatternGraph,
  addresses: PieceAddresses,
  writePattern: (pattern: unknown) => unknown,
): void {
  for (const cell of graph.internal) {
    const address = addresses.internal(cell.partialCause);
    const isNew = tx.document(address)?.value === undefined;
    if (isNew && cell.kind === "stream") writeValue(tx, address, STREAM_MARKER);
    else if (isNew && cell.initial !== undefined) {
      const initial = storedBinding(cell.initial, addresses, writePattern, "initial");
      writeValue(tx, address, convertInitial({ tx, address, node: undefined }, initial));
    }
    writeMeta(tx, address, "result", makeLink(addresses.result, { from: address.space }));
  }
}

/** The child applications of a graph with the addresses of their result cells. */
export function* childApplications(
  graph: PatternGraph,
  addresses: PieceAddresses,
  sha256: Sha256,
): Iterable<{ node: GraphNode; module: PatternModule; output: Address; result: Address }> {
  for (const node of graph.nodes) {
    if (node.module.type !== "pattern") continue;
    const output = addresses.of(node.outputs);
    yield { node, module: node.module, output, result: childResult(output, sha256) };
  }
}

function stageChildren(
  tx: RunnerTransaction,
  request: SetupRequest,
  graph: PatternGraph,
  addresses: PieceAddresses,
  context: SetupContext,
): void {
  const writePattern = (nested: unknown) =>
    patternLeaf(tx, nested as PatternValue, context, request.result);
  for (const child of childApplications(graph, addresses, context.sha256)) {
    writeValue(tx, child.output, makeLink(child.result, { from: child.output.space }));
    setupPiece(tx, {
      pattern: child.module.pattern,
      argument: storedBinding(child.node.inputs, addresses, writePattern) ?? {},
      result: child.result,
      depth: request.depth + 1,
    }, context);
  }
}

function stageResult(
  tx: RunnerTransaction,
  graph: PatternGraph,
  { result }: PieceAddresses,
  isSame: boolean,
  writePattern: (pattern: unknown) => unknown,
): void {
  const addresses = new PieceAddresses(result, tx.spaces.sha256);
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

/** The stored form of a pattern inside a value: its pointer, behind the same gate. */
export function patternLeaf(
  tx: RunnerTransaction,
  pattern: PatternValue,
  context: SetupContext,
  near: Pick<Address, "space">,
): unknown {
  const ref = context.source.getArtifactEntryRef(pattern);
  if (ref === undefined) {
    throw new TypeError("A pattern without a module cannot be stored: define it at module level");
  }
  gatePointer(tx, pattern, ref, near, context);
  return Object.freeze({
    $patternRef: refData(ref),
    argumentSchema: convertHostValue(pattern.argumentSchema, near.space),
    resultSchema: convertHostValue(pattern.resultSchema, near.space),
  });
}

/** A pointer is committed only after its closure is durable in the same space. */
function gatePointer(
  tx: RunnerTransaction,
  pattern: PatternValue,
  ref: EntryRef,
  near: Pick<Address, "space">,
  context: SetupContext,
): void {
  const key = `${near.space}\u0000${ref.identity}`;
  if (context.persisted.has(key)) return;
  context.gated.add(tx);
  tx.addCommitGate(async () => {
    if (context.persisted.has(key)) return;
    try {
      await context.source.ensurePatternPersisted(pattern, near.space);
      context.persisted.add(key);
    } catch (cause) {
      throw new PatternNotPersistedError(ref, cause);
    }
  });
}

function refData(ref: EntryRef): unknown {
  return Object.freeze({ identity: ref.identity, symbol: ref.symbol });
}

function writeValue(tx: RunnerTransaction, address: Address, value: unknown): void {
  tx.apply(address, { part: "value", path: address.path, kind: "write", value });
}

/** Writes one field of a document's meta. */
function writeMeta(
  tx: RunnerTransaction,
  address: DocumentAddress,
  field: string,
  value: unknown,
): void {
  tx.apply(address, { part: "meta", path: [field], kind: "write", value });
}
