/**
 * `map`, `filter`, `flatMap`: one instance of a nested pattern per element. Instances belong to
 * elements, not to positions: reordering a list moves them. An element is what the link at its
 * position names, whatever stands there: when a choice or a computation gives another value, or has
 * given none yet, the instance is the same.
 *
 *     list --> [instances] --> container: links to results of instances --> [select] --> output
 *                  |                                                          (filter, flatMap)
 *                  +--> child piece per element, argument {element, index?, array?, params?}
 */
import type { BuiltinModule, GraphNode, PatternValue } from "../builders/graph.ts";
import { artifactInfo } from "../engine/provenance.ts";
import { type Reader, resolve } from "../links/resolve.ts";
import { addressKey, isLink, linkTarget, makeLink } from "../links/sigil.ts";
import { schemaNode } from "../schemas/schema-node.ts";
import { observedChild, observedNode } from "../observations/observed-node.ts";
import type { ComputationSpec } from "../scheduler/node.ts";
import { askTogether } from "../transactions/ask-together.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address, Link } from "../types.ts";
import { builtinName, instanceKey } from "./action-identity.ts";
import { boundAddresses, storedBinding } from "./bindings.ts";
import { outputLink, writeStored } from "./builtin-nodes.ts";
import type { ListOperator } from "../cells/host.ts";
import { type ListBinding, listBinding } from "./list-binding.ts";
import { addressCause, childResult } from "./piece-addresses.ts";
import { openOutput } from "./output-scope.ts";
import { type Landed, landedAt, readerOf } from "./read-binding.ts";
import { type Applied, computationSpec } from "./run-transaction.ts";
import type { RunningPiece } from "./running-piece.ts";
import type { ChildRequest } from "./running-pieces.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { setupPiece } from "./setup.ts";

/** A list that is no list. */
export class NotAListError extends TypeError {
  override readonly name = "NotAListError";
  constructor(operator: string) {
    super(`${operator}() needs a list: the value is something else`);
  }
}

/** The computations of one list operator of a graph. */
export function listNodes(
  core: RuntimeCore,
  piece: RunningPiece,
  graphNode: GraphNode,
  module: BuiltinModule,
): ComputationSpec[] {
  const inputs = graphNode.inputs as { list?: unknown; op: PatternValue; params?: unknown };
  const stored = (binding: unknown) => storedBinding(binding, piece.addresses, () => undefined);
  return listComputations(
    core,
    listBinding(core.spaces.sha256, {
      piece,
      operator: module.name as ListOperator,
      pattern: inputs.op,
      list: stored(inputs.list),
      reads: boundAddresses(inputs.list, piece.addresses),
      params: stored(inputs.params),
      output: piece.addresses.of(graphNode.outputs),
      isComputed: false,
      observed: (output) => observedNode(core.setup, "list", graphNode, output),
    }),
  );
}

/** The computations of a list operator, wherever it was applied. */
export function listComputations(core: RuntimeCore, binding: ListBinding): ComputationSpec[] {
  const instances = instancesNode(core, binding);
  return binding.operator === "map" ? [instances] : [instances, selectNode(core, binding)];
}

function instancesNode(core: RuntimeCore, binding: ListBinding): ComputationSpec {
  const { piece, operator, container, reads: declaredReads } = binding;
  const key = instanceKey(core.spaces.sha256, piece.link, declaredReads, [container]);
  return computationSpec(core, {
    piece,
    name: builtinName(operator, key),
    output: container,
    implementation: artifactInfo(binding.pattern)?.implementation,
    observed: binding.observed(container),
    prepare: (tx) => readElements(core, tx, binding),
    execute: (tx, prepared) => {
      const elements = prepared as Elements;
      if (elements === "no list") throw new NotAListError(operator);
      const place = openOutput(tx, container);
      const children = new Map<string, ChildRequest>();
      tx.postCommit(() => core.pieces.replaceChildren(piece, container.id, children));
      if (elements === undefined) return writeStored(tx, place, Object.freeze([]));
      const links: unknown[] = [];
      links.length = elements.length;
      const at = { ...binding, container: place };
      askTogether(elements.present, (element) => {
        const result = tx.staging(() => stageInstance(core, tx, at, element));
        children.set(result.id, { pattern: binding.pattern, result });
        links[element.index] = outputLink(result, place);
      });
      writeStored(tx, place, Object.freeze(links));
      return appliedBy(core, binding, elements.present.map(({ index }) => links[index]));
    },
  }, declaredReads);
}

/** The instances, as observations name them. */
function appliedBy(
  core: RuntimeCore,
  { pattern, container }: ListBinding,
  links: readonly unknown[],
): Applied {
  const children = links.map((link, at) => {
    const result = linkTarget(link as Link, container);
    return observedChild(core.setup.source, `element:${at}`, pattern, result);
  });
  return children.every((child) => child !== undefined) ? children : "unknown";
}

interface Element {
  readonly index: number;
  readonly address: Address;
  /** What the instance belongs to. */
  readonly key: unknown;
  /** The element itself, where it comes from a default: nothing is stored at `address`. */
  readonly value?: unknown;
}

type Elements =
  | { readonly length: number; readonly present: readonly Element[] }
  | "no list"
  | undefined;

/** The elements of the list by the link that stands for them; `undefined` for an absent list. */
function readElements(core: RuntimeCore, tx: RunnerTransaction, binding: ListBinding): Elements {
  const reader = readerOf(core, tx);
  const place = listPlace(reader, binding);
  if (place.node === undefined) return undefined;
  if (!Array.isArray(place.node)) return "no list";
  const present: Element[] = [];
  const occurrences = new Map<string, number>();
  for (const indexText of Object.keys(place.node)) {
    const index = Number(indexText);
    const own: Address = { ...place.address, path: [...place.address.path, indexText] };
    const value = place.node[index];
    if (!isLink(value)) {
      const inline = place.isStored ? { key: { index } } : { key: { default: index }, value };
      present.push({ index, address: own, ...inline });
      continue;
    }
    // What stands there may lead on, and elsewhere later: a choice is the same element throughout.
    const address = linkTarget(value, place.address);
    const cause = addressCause(address);
    const text = addressKey(address);
    const occurrence = occurrences.get(text) ?? 0;
    occurrences.set(text, occurrence + 1);
    present.push({
      index,
      address,
      key: occurrence === 0 ? cause : { element: cause, occurrence },
    });
  }
  return { length: place.node.length, present };
}

function listPlace(reader: Reader, { list, piece }: ListBinding): Landed {
  const place = landedAt(reader, list, piece.link);
  if (place.isStored && Array.isArray(place.node)) {
    // Which element stands where is one link per position.
    for (const key of Object.keys(place.node)) {
      const address = { ...place.address, path: [...place.address.path, key] };
      reader.log({ address, depth: "shallow", part: "value" });
    }
  }
  return place;
}

function stageInstance(
  core: RuntimeCore,
  tx: RunnerTransaction,
  binding: ListBinding,
  element: Element,
): Address {
  const { pattern, piece, container, params } = binding;
  const from = container.space;
  const result = childResult(container, core.spaces.sha256, element.key);
  const schema = schemaNode(pattern.argumentSchema);
  const wants = (name: string) => schema.isAny || schema.property(name) !== undefined;
  const running = core.pieces.get(result);
  const bound = element.value ?? makeLink(element.address, { from, redirect: true });
  if (running?.pattern === pattern && isStored(core, result)) {
    // Everything else of the argument is a link that the key of the instance decides.
    const write = (name: string, value: unknown) =>
      tx.apply(running.addresses.argument, { part: "value", path: [name], kind: "write", value });
    // The key of an inline element is its position, and the list may have become another one.
    write("element", bound);
    if (wants("index")) write("index", element.index);
    if (binding.isComputed && params !== undefined) write("params", params);
    return result;
  }
  const argument: Record<string, unknown> = { element: bound };
  if (wants("index")) argument.index = element.index;
  if (wants("array")) argument.array = binding.list;
  if (params !== undefined) argument.params = params;
  const request = { pattern, argument, use: "values" as const, result, depth: piece.depth + 1 };
  setupPiece(tx, request, core.setup);
  return result;
}

/** Demand may have started an instance whose set-up was taken back since. */
function isStored({ spaces }: RuntimeCore, result: Address): boolean {
  const version = spaces.peek(result.space)?.replica.current(result);
  return version?.document !== undefined && version.seq !== undefined;
}

/** Picks the elements whose instance is truthy, or flattens what the instances give. */
function selectNode(core: RuntimeCore, binding: ListBinding): ComputationSpec {
  const { piece, operator, container, output, reads } = binding;
  const declaredReads = [container, ...reads];
  const key = instanceKey(core.spaces.sha256, piece.link, declaredReads, [output]);
  return computationSpec(core, {
    piece,
    name: builtinName(`${operator}:select`, key),
    output,
    implementation: artifactInfo(binding.pattern)?.implementation,
    observed: binding.observed(output),
    prepare: (tx) => select(core, tx, binding),
    execute: (tx, links) => writeStored(tx, openOutput(tx, output), links),
  }, declaredReads);
}

function select(core: RuntimeCore, tx: RunnerTransaction, binding: ListBinding): unknown {
  const reader = readerOf(core, tx);
  const { container, output, operator } = binding;
  const elements = readElements(core, tx, binding);
  if (elements === "no list") {
    // The instances say so, whenever another value is no list either.
    reader.log({ address: container, depth: "shallow", part: "value" });
    return undefined;
  }
  const { scope } = resolve(reader, container, "redirects").address;
  const chosen: unknown[] = [];
  askTogether(elements?.present ?? [], ({ index, address, value, key: elementKey }) => {
    const at: Address = { ...container, path: [String(index)] };
    const verdict = landedAt(reader, makeLink(at), container);
    if (operator === "filter") {
      if (verdict.node) chosen.push(value ?? outputLink(address, output));
    } else if (Array.isArray(verdict.node)) {
      for (const [key, inner] of Object.entries(verdict.node)) {
        const { address } = verdict;
        const place = isLink(inner)
          ? linkTarget(inner, address)
          : { ...address, path: [...address.path, key] };
        chosen.push(outputLink(place, output));
      }
    } else if (verdict.node !== undefined) {
      chosen.push(
        outputLink(childResult({ ...container, scope }, core.spaces.sha256, elementKey), output),
      );
    }
  });
  return Object.freeze(chosen);
}
