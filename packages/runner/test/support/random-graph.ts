/**
 * Random graphs of computations, and what they mean: values from scratch, and which nodes have to
 * run after an edit. A place is an input (from 0) or, behind the inputs, a node.
 */
import fc from "fast-check";
import { type Any, H } from "./test-runtime.ts";

export const INPUTS = 3;

export type GraphNode =
  | { readonly kind: "add" | "max"; readonly a: number; readonly b: number }
  /** Gives 0 or 1, so that most changes stop here. */
  | { readonly kind: "sign"; readonly a: number }
  | { readonly kind: "pick"; readonly c: number; readonly a: number; readonly b: number };

export interface RandomGraph {
  readonly nodes: readonly GraphNode[];
  /** The places that are shown. */
  readonly shown: readonly number[];
}

/** An edit writes inputs in one transaction. */
export type Edit = Readonly<Record<number, number>>;

const place = (node: number) => fc.nat({ max: INPUTS + node - 1 });

function nodeAt(index: number): fc.Arbitrary<GraphNode> {
  const at = place(index);
  return fc.oneof(
    fc.record({ kind: fc.constantFrom("add" as const, "max" as const), a: at, b: at }),
    fc.record({ kind: fc.constant("sign" as const), a: at }),
    fc.record({ kind: fc.constant("pick" as const), c: at, a: at, b: at }),
  );
}

export const randomGraph: fc.Arbitrary<RandomGraph> = fc.integer({ min: 1, max: 14 }).chain((
  size,
) =>
  fc.record({
    nodes: fc.tuple(...Array.from({ length: size }, (_, index) => nodeAt(index))),
    shown: fc.array(place(size), { minLength: 1, maxLength: 3 }),
  })
);

export const randomEdit: fc.Arbitrary<Edit> = fc.dictionary(
  fc.nat({ max: INPUTS - 1 }).map(String),
  fc.integer({ min: -2, max: 3 }),
  { minKeys: 1, maxKeys: INPUTS },
);

const NUMBER = { type: "number" };
const PAIR = {
  type: "object",
  properties: { a: NUMBER, b: NUMBER },
  required: ["a", "b"],
};
const inputNames = Array.from({ length: INPUTS }, (_, index) => `i${index}`);
const ARGUMENT = {
  type: "object",
  properties: Object.fromEntries(inputNames.map((name) => [name, NUMBER])),
  required: inputNames,
};

/** The pattern of a graph; node n is named `n<n>`. */
export function patternOf({ nodes, shown }: RandomGraph): Any {
  const add = H.lift(({ a, b }: Any) => a + b, PAIR, NUMBER);
  const max = H.lift(({ a, b }: Any) => Math.max(a, b), PAIR, NUMBER);
  const sign = H.lift((a: number) => a > 0 ? 1 : 0, NUMBER, NUMBER);
  return H.pattern((input: Any) => {
    const places: Any[] = inputNames.map((name) => input.key(name));
    for (const [index, node] of nodes.entries()) {
      const made = node.kind === "pick"
        ? H.ifElse(places[node.c], places[node.a], places[node.b])
        : node.kind === "sign"
        ? sign(places[node.a])
        : (node.kind === "add" ? add : max)({ a: places[node.a], b: places[node.b] });
      places.push(made.for(`n${index}`));
    }
    return { shown: shown.map((at) => places[at]), all: places.slice(INPUTS) };
  }, ARGUMENT);
}

/** What a graph means for given inputs. */
export class Meaning {
  readonly values: readonly number[];
  readonly #graph: RandomGraph;

  constructor(graph: RandomGraph, inputs: readonly number[]) {
    this.#graph = graph;
    const values = [...inputs];
    for (const node of graph.nodes) {
      if (node.kind === "sign") values.push(values[node.a]! > 0 ? 1 : 0);
      else if (node.kind === "pick") values.push(values[values[node.c] ? node.a : node.b]!);
      else if (node.kind === "add") values.push(values[node.a]! + values[node.b]!);
      else values.push(Math.max(values[node.a]!, values[node.b]!));
    }
    this.values = values;
  }

  get shown(): number[] {
    return this.#graph.shown.map((at) => this.values[at]!);
  }

  /** Indexes of nodes that something shown depends on; what a pick does not choose is not. */
  demanded(): Set<number> {
    const found = new Set<number>();
    const open = [...this.#graph.shown];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at < INPUTS || found.has(at - INPUTS)) continue;
      found.add(at - INPUTS);
      const node = this.#graph.nodes[at - INPUTS]!;
      if (node.kind === "pick") open.push(node.c, this.values[node.c] ? node.a : node.b);
      else if (node.kind === "sign") open.push(node.a);
      else open.push(node.a, node.b);
    }
    return found;
  }

  /** What a node reads: values, and the way to them, which picks lay. */
  reads(index: number): { readonly values: number[]; readonly ways: string } {
    const node = this.#graph.nodes[index]!;
    const read = node.kind === "pick"
      ? [node.c]
      : node.kind === "sign"
      ? [node.a]
      : [node.a, node.b];
    return {
      values: read.map((at) => this.values[at]!),
      ways: read.map((at) => this.#way(at)).join(" "),
    };
  }

  #way(at: number): string {
    const node = this.#graph.nodes[at - INPUTS];
    if (node?.kind !== "pick") return `${at}`;
    return `${at}>${this.#way(this.values[node.c] ? node.a : node.b)}`;
  }
}
