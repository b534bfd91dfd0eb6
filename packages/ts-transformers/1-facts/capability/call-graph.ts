/** Which functions reach themselves: components of the graph of certain calls. */
import ts from "typescript";
import type { Provenance } from "../provenance.ts";
import { withoutAssertions } from "../../walk.ts";
import { calledFunction, type FunctionWithBody, hasBody, keptFunction } from "./callee.ts";

interface Visit {
  index: number;
  low: number;
  isOpen: boolean;
}

/** Answers by function; an edge of a nested function is also one of the functions around it. */
export class CallGraph {
  readonly #provenance: Provenance;
  // Bounded by the functions of the program, with which they go.
  readonly #edges = new WeakMap<ts.Node, ReadonlySet<FunctionWithBody>>();
  readonly #visits = new WeakMap<ts.Node, Visit>();
  readonly #components = new WeakMap<ts.Node, ts.Node>();
  readonly #cyclic = new WeakSet<ts.Node>();
  readonly #open: FunctionWithBody[] = [];
  #count = 0;

  constructor(provenance: Provenance) {
    this.#provenance = provenance;
  }

  /** Whether a call of `callee` in `caller`, or in a function inside it, is part of a cycle. */
  isRecursive(caller: ts.Node, callee: FunctionWithBody): boolean {
    for (let at: ts.Node | undefined = caller; at !== undefined; at = at.parent) {
      if (hasBody(at) && this.#shareCycle(at, callee)) return true;
    }
    return false;
  }

  #shareCycle(a: FunctionWithBody, b: FunctionWithBody): boolean {
    const component = this.#component(a);
    return this.#cyclic.has(component) && component === this.#component(b);
  }

  #component(node: FunctionWithBody): ts.Node {
    if (!this.#components.has(node)) this.#connect(node);
    return this.#components.get(node)!;
  }

  /** Tarjan's algorithm; a component is named by its first member. */
  #connect(node: FunctionWithBody): Visit {
    const visit: Visit = { index: this.#count, low: this.#count, isOpen: true };
    this.#count++;
    this.#visits.set(node, visit);
    this.#open.push(node);
    for (const target of this.#edgesOf(node)) {
      if (target === node) this.#cyclic.add(node);
      const known = this.#visits.get(target);
      if (known === undefined) visit.low = Math.min(visit.low, this.#connect(target).low);
      else if (known.isOpen) visit.low = Math.min(visit.low, known.index);
    }
    if (visit.low === visit.index) this.#close(node);
    return visit;
  }

  #close(first: FunctionWithBody): void {
    let size = 0;
    let member: FunctionWithBody;
    do {
      member = this.#open.pop()!;
      this.#visits.get(member)!.isOpen = false;
      this.#components.set(member, first);
      size++;
    } while (member !== first);
    if (size > 1) this.#cyclic.add(first);
  }

  #edgesOf(node: FunctionWithBody): ReadonlySet<FunctionWithBody> {
    const known = this.#edges.get(node);
    if (known !== undefined) return known;
    const found = new Set<FunctionWithBody>();
    const visit = (at: ts.Node): void => {
      if (hasBody(at)) {
        for (const inner of this.#edgesOf(at)) found.add(inner);
        return;
      }
      if (ts.isTypeNode(at)) return;
      if (ts.isIdentifier(at)) return this.#addName(at, found);
      if (ts.isCallExpression(at)) this.#addCallees(at, found);
      else if (ts.isJsxOpeningLikeElement(at) && !isIntrinsic(at.tagName)) {
        this.#add(at.tagName as ts.Expression, found);
      }
      ts.forEachChild(at, visit);
    };
    ts.forEachChild(node, visit);
    this.#edges.set(node, found);
    return found;
  }

  #addCallees(call: ts.CallExpression, found: Set<FunctionWithBody>): void {
    this.#add(call.expression, found);
    for (const argument of call.arguments) {
      const node = withoutAssertions(argument);
      if (ts.isIdentifier(node) || ts.isPropertyAccessExpression(node)) this.#add(node, found);
    }
  }

  /** A local function that is named as a value may be called by whoever gets it. */
  #addName(name: ts.Identifier, found: Set<FunctionWithBody>): void {
    const { parent } = name;
    if (
      (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) &&
      parent.name === name
    ) return;
    const symbol = this.#provenance.local(name);
    const target = symbol === undefined ? undefined : keptFunction(symbol);
    if (target !== undefined) found.add(target);
  }

  #add(callee: ts.Expression, found: Set<FunctionWithBody>): void {
    const target = calledFunction(callee, this.#provenance);
    if (target !== undefined) found.add(target);
  }
}

/** A lower-case tag names an element of the host. */
export function isIntrinsic(tag: ts.JsxTagNameExpression): boolean {
  return ts.isJsxNamespacedName(tag) || (ts.isIdentifier(tag) && /^[a-z]|-/.test(tag.text));
}
