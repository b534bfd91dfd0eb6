/**
 * The running pieces: instantiation of a graph, children, handlers, stop. Instantiating reads
 * nothing and runs nothing; demand decides what runs.
 */
import { BoundedMap } from "@commonfabric/canonical";
import { isPattern, patternGraph } from "../builders/artifact.ts";
import { AppliedCalls } from "../builtins/applied-calls.ts";
import { builtinNodes } from "../builtins/node-table.ts";
import type { GraphNode, JavascriptModule, PatternValue } from "../builders/graph.ts";
import { isListSlot } from "../observations/observation.ts";
import { addressOfChild } from "../observations/places.ts";
import type { ObservationKind } from "../observations/observation.ts";
import type { ComputationNode, ComputationSpec } from "../scheduler/node.ts";
import { documentKey } from "../links/sigil.ts";
import type { Address, DocumentAddress } from "../types.ts";
import { storedBinding } from "./bindings.ts";
import { liftNode } from "./lift-node.ts";
import { isSameApplication, type ListBinding } from "./list-binding.ts";
import { listComputations } from "./list-node.ts";
import { declareNarrowCells } from "./narrow-cells.ts";
import { PieceAddresses } from "./piece-addresses.ts";
import { type BoundHandler, boundHandler, RunningPiece } from "./running-piece.ts";
import { handlerFromRecipe, listFromRecipe } from "./recipes.ts";
import type {
  ActionResults,
  ChildRequest,
  InstantiateOptions,
  RunningPieces,
} from "./running-pieces.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { childApplications } from "./child-places.ts";
import { storedPatternLeaf } from "./pointer-gate.ts";

/** A list operator that an action applied, and what computes it. */
interface AppliedList {
  readonly binding: ListBinding;
  readonly nodes: ComputationNode[];
}

const DROPPED_BOUND = 10_000;

function slotKey(piece: RunningPiece, slot: string): string {
  return `${documentKey(piece.link)}\u0000${slot}`;
}

export class PieceTable implements RunningPieces {
  readonly #coreOf: () => RuntimeCore;
  readonly #running = new Map<string, RunningPiece>();
  readonly #handlers = new Map<string, BoundHandler>();
  /** Children and handlers that actions made, by owner and slot, to stop what is gone. */
  readonly #slots = new Map<string, { pieces: Set<string>; streams: Set<string> }>();
  /** Streams that running code does not make any more: nothing serves them. */
  readonly #dropped = new BoundedMap<string, true>(DROPPED_BOUND);
  /** List operators that actions applied, by owner and slot. */
  readonly #lists = new Map<string, AppliedList[]>();

  readonly #calls: AppliedCalls;

  /** The core holds this table, so it is asked for when it is complete. */
  constructor(core: () => RuntimeCore) {
    this.#coreOf = core;
    this.#calls = new AppliedCalls(core);
  }

  get #core(): RuntimeCore {
    return this.#coreOf();
  }

  get(result: DocumentAddress): RunningPiece | undefined {
    return this.#running.get(documentKey(result));
  }

  handlerOf(stream: DocumentAddress): BoundHandler | undefined {
    return this.#handlers.get(documentKey(stream));
  }

  restoreHandler(stream: Address, owner: DocumentAddress): BoundHandler | undefined {
    const piece = this.get(owner);
    if (piece === undefined || this.#dropped.has(documentKey(stream))) return undefined;
    const handler = handlerFromRecipe(this.#core, piece, stream);
    if (handler !== undefined) this.#addHandler(piece, handler);
    return handler;
  }

  get all(): Iterable<RunningPiece> {
    return this.#running.values();
  }

  instantiate(
    pattern: PatternValue,
    result: Address,
    options: InstantiateOptions,
  ): RunningPiece {
    const known = this.get(result);
    if (known !== undefined) {
      this.#adoptChild(known, options.parent);
      return known;
    }
    const graph = patternGraph(pattern);
    const addresses = new PieceAddresses(result, graph, this.#core.spaces.sha256);
    const { ref, parent, maker, resume = parent?.resume } = options;
    const { spaces, setup } = this.#core;
    declareNarrowCells(
      spaces,
      graph,
      addresses,
      (nested) => storedPatternLeaf(nested as PatternValue, setup, result),
    );
    const piece = new RunningPiece({ addresses, pattern, graph, ref, parent, maker, resume });
    const release = ref && setup.source.hold?.(ref.identity);
    if (release !== undefined) piece.cancels.push(release);
    this.#running.set(documentKey(result), piece);
    parent?.children.set(documentKey(result), piece);
    const restored: ComputationNode[] = [];
    for (const node of graph.nodes) {
      for (const spec of this.#specsOf(piece, node)) {
        const registered = this.#register(piece, spec);
        if (registered.status === "clean") restored.push(registered);
      }
    }
    const read = (address: DocumentAddress) => this.#core.spaces.stored(address);
    for (const child of childApplications(graph, addresses, this.#core.setup, read)) {
      const ref = this.#core.setup.source.getArtifactEntryRef(child.module.pattern);
      this.instantiate(child.module.pattern, child.result, { ref, parent: piece });
    }
    for (const node of restored) this.#attach(piece, node);
    resume?.finish(result);
    return piece;
  }

  #register(
    piece: RunningPiece,
    spec: ComputationSpec,
    maker: ComputationNode | undefined = piece.maker,
  ): ComputationNode {
    const node = this.#core.scheduler.register(spec, piece.resume?.accept(spec));
    node.maker = maker;
    piece.nodes.add(node);
    piece.makers.set(spec.outputs[0]!.id, node);
    if (node.status === "clean") spec.onRestored?.(node);
    return node;
  }

  /** Starts what the last run of a restored node applied. */
  #attach(piece: RunningPiece, { spec, lastRun }: ComputationNode): void {
    const slot = spec.outputs[0]!.id;
    const children = new Map<string, ChildRequest>();
    const lists: ListBinding[] = [];
    for (const child of lastRun?.children ?? []) {
      const result = addressOfChild(child);
      const { identity, symbol } = child.ref;
      const pattern = this.#core.setup.source.artifactFromIdentitySync(identity, symbol);
      const list = isListSlot(child) ? listFromRecipe(this.#core, piece, result) : undefined;
      if (list !== undefined) lists.push(list);
      else if (isPattern(pattern)) children.set(result.id, { pattern, result });
    }
    if (children.size > 0) this.replaceChildren(piece, slot, children);
    if (lists.length > 0) this.#replaceLists(piece, slot, lists);
  }

  adopt(piece: RunningPiece, action: ActionResults, slot: string): void {
    const key = slotKey(piece, slot);
    const hasSlot = this.#slots.has(key) || this.#lists.has(key);
    const isEmpty = action.children.length === 0 && action.handlers.length === 0 &&
      action.lists.length === 0 && action.calls.length === 0 && !this.#calls.has(key);
    if (isEmpty && !hasSlot) return;
    action.tx.postCommit(() => {
      const children = new Map(action.children.map((child) => [child.result.id, child]));
      this.replaceChildren(piece, slot, children, action.handlers);
      this.#replaceLists(piece, slot, action.lists);
      this.#calls.replace(piece, key, action.calls);
    });
  }

  #replaceLists(piece: RunningPiece, slot: string, wanted: readonly ListBinding[]): void {
    if (!piece.isRunning) return;
    const key = slotKey(piece, slot);
    const maker = piece.makers.get(slot) ?? piece.maker;
    const before = this.#lists.get(key) ?? [];
    const after = wanted.map((binding) => {
      const same = before.find((each) => isSameApplication(each.binding, binding));
      return same ?? { binding, nodes: [] };
    });
    for (const gone of before) if (!after.includes(gone)) this.#stopList(piece, gone, wanted);
    for (const list of after) {
      if (list.nodes.length > 0) continue;
      for (const spec of listComputations(this.#core, list.binding)) {
        const node = this.#register(piece, spec, maker);
        list.nodes.push(node);
        if (node.status === "clean") this.#attach(piece, node);
      }
    }
    if (after.length === 0) this.#lists.delete(key);
    else this.#lists.set(key, after);
  }

  /** The instances stay when the same place goes on with other captures. */
  #stopList(piece: RunningPiece, { binding, nodes }: AppliedList, next: readonly ListBinding[]) {
    for (const node of nodes) {
      this.#core.scheduler.unregister(node);
      piece.nodes.delete(node);
      this.#core.observer?.drop(piece.link, node.spec.id);
    }
    const goesOn = next.some(({ container }) => container.id === binding.container.id);
    if (!goesOn) this.replaceChildren(piece, binding.container.id, new Map());
  }

  replaceChildren(
    piece: RunningPiece,
    slot: string,
    children: ReadonlyMap<string, ChildRequest>,
    handlers: readonly BoundHandler[] = [],
  ): void {
    if (!piece.isRunning) return;
    const key = slotKey(piece, slot);
    const before = this.#slots.get(key);
    const pieces = new Set([...children.values()].map((child) => documentKey(child.result)));
    const streams = new Set(handlers.map((handler) => documentKey(handler.stream)));
    for (const gone of before?.pieces ?? []) {
      const child = pieces.has(gone) ? undefined : this.#running.get(gone);
      if (child !== undefined) this.stop(child);
    }
    for (const gone of before?.streams ?? []) {
      if (streams.has(gone)) continue;
      this.#handlers.delete(gone);
      this.#dropped.set(gone, true);
    }
    this.#slots.set(key, { pieces, streams });
    for (const handler of handlers) this.#addHandler(piece, handler);
    const maker = piece.makers.get(slot);
    for (const { pattern, result } of children.values()) {
      const ref = this.#core.setup.source.getArtifactEntryRef(pattern);
      this.instantiate(pattern, result, { ref, parent: piece, maker });
    }
  }

  stop(piece: RunningPiece): void {
    if (!piece.isRunning) return;
    piece.isRunning = false;
    for (const child of [...piece.children.values()]) this.stop(child);
    for (const node of piece.nodes) this.#core.scheduler.unregister(node);
    for (const cancel of piece.cancels) cancel();
    for (const stream of piece.handlers.keys()) this.#handlers.delete(stream);
    const own = documentKey(piece.link);
    for (const slots of [this.#slots, this.#lists]) {
      for (const key of [...slots.keys()]) if (key.startsWith(`${own}\u0000`)) slots.delete(key);
    }
    piece.parent?.children.delete(own);
    this.#running.delete(own);
  }

  /** Rows of a piece that does not run here are left to whoever runs it. */
  hasAction(piece: Address, action: string, kind: ObservationKind): boolean | undefined {
    const nodes = [...this.get(piece)?.nodes ?? []];
    if (nodes.length === 0 || nodes.some(({ spec }) => spec.id === action)) return true;
    const mayAppear = kind === "list" && nodes.some(({ status }) => status === "never-ran");
    return mayAppear ? undefined : false;
  }

  /** A piece that demand started on its own stops with its parent once that is known. */
  #adoptChild(piece: RunningPiece, parent: RunningPiece | undefined): void {
    if (parent === undefined || piece.parent !== undefined) return;
    piece.parent = parent;
    parent.children.set(documentKey(piece.link), piece);
  }

  *#specsOf(piece: RunningPiece, graphNode: GraphNode): Iterable<ComputationSpec> {
    const { module } = graphNode;
    switch (module.type) {
      case "javascript":
        if (module.kind === "lift") yield liftNode(this.#core, piece, graphNode, module);
        else this.#addHandler(piece, this.#handlerOf(piece, graphNode, module));
        return;
      case "builtin":
        yield* builtinNodes({ core: this.#core, piece, graphNode, module });
        return;
      case "pattern":
      case "pass-through":
        return;
      default:
        return module satisfies never;
    }
  }

  #handlerOf(piece: RunningPiece, graphNode: GraphNode, module: JavascriptModule): BoundHandler {
    return boundHandler({
      module,
      piece,
      stream: piece.addresses.of(graphNode.outputs),
      state: storedBinding(graphNode.inputs, piece.addresses, () => undefined),
      ref: this.#core.setup.source.getArtifactEntryRef(module.factory),
      sha256: this.#core.spaces.sha256,
    });
  }

  #addHandler(piece: RunningPiece, handler: BoundHandler): void {
    const key = documentKey(handler.stream);
    piece.handlers.set(key, handler);
    this.#handlers.set(key, handler);
    this.#dropped.delete(key);
  }
}
