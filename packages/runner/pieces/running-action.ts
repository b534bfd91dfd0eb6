/**
 * The code of one computation or handler while it runs: the transaction it works in, and what it
 * sends and creates. It is the context of the action's frame, which is how handles and factories
 * that guest code calls find it.
 */
import {
  ActionOperations,
  type ApplyOptions,
  type CalledBuiltin,
  type CellOptions,
} from "../builders/builder-host.ts";
import { artifactOf } from "../builders/artifact.ts";
import { requireElementPattern } from "../builders/operators.ts";
import type { PatternValue, RuntimeCallName } from "../builders/graph.ts";
import type { AppliedCall } from "./applied-call.ts";
import { isAsyncCall } from "../builtins/async-calls.ts";
import { refusedCall } from "../builtins/refused-call.ts";
import { handleState, unnamedPlace } from "../cells/handle-state.ts";
import { makeHandle } from "../cells/handles.ts";
import type { ListOperator } from "../cells/host.ts";
import { instanceHandle } from "../cells/instance-handle.ts";
import { readCell } from "../cells/reading.ts";
import { makeLink } from "../links/sigil.ts";
import { CapabilityError } from "../sandbox/capability-error.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { isNarrower } from "../transactions/scope-keys.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, CellScope } from "../types.ts";
import { normaliseCause } from "../values/cause.ts";
import { STREAM_MARKER } from "../values/leaves.ts";
import { addressOf } from "../values/references.ts";
import { observedChild } from "../observations/observed-node.ts";
import { placedResult } from "./child-places.ts";
import { computedListBinding, type ListBinding } from "./list-binding.ts";
import { addressCause, documentAt } from "./piece-addresses.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { navigateAfter } from "./navigation.ts";
import { nodeInputs } from "./node-inputs.ts";
import { readArgument } from "./read-argument.ts";
import type { ActionResults, ChildRequest, PendingSend } from "./running-pieces.ts";
import { type BoundHandler, boundHandler, type RunningPiece } from "./running-piece.ts";
import { handlerModule, storeHandlerRecipe, storeListRecipe } from "./recipes.ts";
import type { Applied } from "./run-transaction.ts";
import { setupPiece, stagePlaced } from "./setup.ts";

/** The answer of a call that nobody has asked yet. */
const WAITING = Object.freeze({ pending: true });

export class RunningAction extends ActionOperations implements ActionResults {
  readonly kind: "computation" | "handler";
  readonly tx: RunnerTransaction;
  readonly piece: RunningPiece;
  readonly sends: PendingSend[] = [];
  readonly children: ChildRequest[] = [];
  readonly handlers: BoundHandler[] = [];
  readonly lists: ListBinding[] = [];
  readonly calls: AppliedCall[] = [];
  readonly #core: RuntimeCore;
  /** Names what is created: the output of a computation, or the event. */
  readonly #origin: unknown;
  #created = 0;

  constructor(core: RuntimeCore, fields: {
    kind: "computation" | "handler";
    tx: RunnerTransaction;
    piece: RunningPiece;
    origin: unknown;
  }) {
    super();
    this.#core = core;
    this.kind = fields.kind;
    this.tx = fields.tx;
    this.piece = fields.piece;
    this.#origin = fields.origin;
  }

  instantiate(pattern: PatternValue, inputs: unknown, options: ApplyOptions): unknown {
    const { setup } = this.#core;
    const result = placedResult(
      options.placement,
      this.#fresh("instance", options.scope),
      setup,
      (address) => this.tx.document(address),
    );
    stagePlaced(this.tx, this.piece.link, result, setup, () => {
      const argument = inputs === undefined ? {} : this.#core.cells.stored(inputs, result);
      const request = { pattern, argument, use: "values" as const, result };
      const staged = { ...request, depth: this.piece.depth + 1 };
      this.tx.staging(() => setupPiece(this.tx, staged, setup));
    });
    this.children.push({ pattern, result });
    return instanceHandle(this.#core.cellHost, result, schemaNode(pattern.resultSchema));
  }

  /** What the run has applied, as observations name it. */
  applied(): Applied {
    const { source } = this.#core.setup;
    const isFound = ({ module }: BoundHandler) =>
      source.getArtifactEntryRef(module.factory) !== undefined;
    const children = [
      ...this.children.map(({ pattern, result }, at) =>
        observedChild(source, `instance:${at}`, pattern, result)
      ),
      ...this.lists.map(({ pattern, output }, at) =>
        observedChild(source, `list:${at}`, pattern, output)
      ),
    ];
    const isKnown = this.handlers.every(isFound) && this.calls.length === 0 &&
      children.every((child) => child !== undefined);
    return isKnown ? children : "unknown";
  }

  /** A list operator that runs for as long as this action gives it. */
  applyToElements(
    operator: ListOperator,
    list: Address,
    { op, params }: { readonly op: unknown; readonly params: unknown },
  ): object {
    requireElementPattern(operator, op);
    const output = this.#fresh("list");
    const binding = computedListBinding(this.#core.setup, {
      piece: this.piece,
      operator,
      pattern: op,
      list: makeLink(list, { from: output.space, redirect: true }),
      reads: [list],
      params: this.#core.cells.stored(params, output),
      output,
    });
    this.lists.push(binding);
    this.tx.staging(() => storeListRecipe(this.tx, this.#core, binding));
    return this.#core.cells.cell(output, undefined);
  }

  /** A handler runs once: it has no use for an answer that comes later. */
  callBuiltin(name: RuntimeCallName, inputs: unknown): CalledBuiltin {
    if (this.kind !== "computation" || !isAsyncCall(name)) {
      return { refusal: refusedCall(this.#core, name, this.kind) };
    }
    const output = this.#fresh("call");
    const stored = this.#core.cells.stored(inputs, output) as AppliedCall["inputs"];
    this.calls.push({ name, inputs: stored, output });
    const answer = this.#core.cells.cell(output, undefined);
    return { answer: readCell(handleState(answer)!, true) ?? WAITING };
  }

  current(value: unknown): unknown {
    const state = handleState(value);
    return state === undefined || state.kind === "stream" ? value : readCell(state, true);
  }

  /** Inside running code the value is wanted now; what it reads belongs to the running action. */
  applyLift(factory: object, inputs: unknown): unknown {
    const artifact = artifactOf(factory);
    if (artifact?.kind !== "lift") throw new TypeError("Not a lift");
    const address = this.#fresh("argument");
    const node = this.#core.cells.stored(inputs, address);
    const bound = nodeInputs(address, node, artifact.argumentSchema);
    const { parameters, isCallable } = readArgument(this.#core, this.tx, bound);
    return isCallable ? artifact.implementation(...parameters) : undefined;
  }

  bindHandler(factory: object, state: unknown, scope?: CellScope): unknown {
    const module = handlerModule(factory);
    if (module === undefined) throw new TypeError("Not a handler");
    const stream = this.#fresh("stream", scope);
    const handler = boundHandler({
      stream,
      state: this.#core.cells.stored(state, stream),
      piece: this.piece,
      ref: this.#core.setup.source.getArtifactEntryRef(factory),
      sha256: this.#core.spaces.sha256,
      module,
    });
    this.handlers.push(handler);
    this.tx.staging(() => {
      this.tx.apply(stream, { part: "value", path: [], kind: "write", value: STREAM_MARKER });
      storeHandlerRecipe(this.tx, this.#core, handler);
    });
    return this.#core.cells.cell(stream, { asCell: ["stream"] });
  }

  /** After the commit. In a host that shows nothing the writes of the event stand all the same. */
  navigateTo(target: unknown): boolean {
    if (this.kind !== "handler") {
      throw new CapabilityError("navigateTo()", "navigate from a handler");
    }
    const address = addressOf(target);
    if (address === undefined) throw new TypeError("navigateTo() expects a cell or an instance");
    return navigateAfter(this.#core, this.tx, address, { kind: "handler", piece: this.piece });
  }

  makeCell(options: CellOptions): unknown {
    const schema = schemaNode(options.schema);
    const place = unnamedPlace({
      addressFor: (cause) =>
        cause === undefined
          ? this.#fresh("cell", options.scope)
          : this.#named(cause.cause, options.scope),
      onNamed: (address) => {
        const isNew = this.tx.document(address)?.value === undefined;
        if (!isNew || options.initial === undefined) return;
        const { value } = options.initial;
        const place = { address, schema: options.schema, isSetup: true };
        this.tx.staging(() => this.#core.cells.write(place, value, this.tx));
      },
    });
    if (options.cause !== undefined) place.name(options.cause.cause);
    const host = this.#core.cellHost;
    const shown = schema.handles.length > 0 ? schema.behindHandle : schema;
    return makeHandle({ host, place, schema: shown, kind: "cell", face: "guest", tx: undefined });
  }

  #named(given: unknown, scope: CellScope | undefined): Address {
    const near = this.#near(scope);
    const cause = normaliseCause(given, { space: near.space, author: "guest" });
    const parent = addressCause(near);
    return documentAt(near, { parent, cause, createdBy: this.#origin }, this.#core.spaces.sha256);
  }

  /** Buffers an event, a stored tree; it is queued when this handler's commit is confirmed. */
  send(stream: Address, event: unknown): void {
    if (this.kind !== "handler") {
      throw new CapabilityError("send()", "send events from a handler");
    }
    this.sends.push({ stream, event });
  }

  /** What a computation makes once it has read documents of a user or session is theirs. */
  #near(scope: CellScope | undefined): Address {
    const { result } = this.piece.addresses;
    const { narrowestRead } = this.tx;
    const isTheirs = this.kind === "computation" && isNarrower(narrowestRead, result.scope);
    return { ...result, scope: scope ?? (isTheirs ? narrowestRead : result.scope) };
  }

  /** The n-th thing that this action creates: a re-run that reaches the same point reuses it. */
  #fresh(what: string, scope?: CellScope): Address {
    const near = this.#near(scope);
    const cause = { createdBy: this.#origin, what, ordinal: this.#created++ };
    return documentAt(near, cause, this.#core.spaces.sha256);
  }
}
