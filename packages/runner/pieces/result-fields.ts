/** Fields of a result as those who link to them see them, when another pattern gives the result. */
import type { JSONSchema } from "@commonfabric/api";
import { type Binding, isAlias, type PatternGraph } from "../builders/graph.ts";
import { schemaDifferences } from "../schemas/compatible.ts";
import { type SchemaNode, schemaNode } from "../schemas/schema-node.ts";
import { isMutableLeaf } from "../values/leaves.ts";
import type { Incompatibility } from "./errors.ts";

/** What is wrong with a field of the result, for one who links to it. */
export function fieldProblems(
  path: readonly string[],
  before: JSONSchema | undefined,
  graph: PatternGraph,
): Incompatibility[] {
  if (path.length === 0) return [];
  const field = fieldOf(graph, path);
  if (field === undefined) return [{ part: "result", path, reason: "is missing" }];
  const expected = stepDown(schemaNode(before), path);
  return schemaDifferences(field, expected).map((difference) => ({
    part: "result",
    path: [...path, ...difference.path],
    reason: difference.reason,
  }));
}

/** The schema of a place in the result of a pattern; `undefined` when there is no such place. */
function fieldOf(graph: PatternGraph, path: readonly string[]): SchemaNode | undefined {
  const declared = stepDown(schemaNode(graph.resultSchema), path);
  let node: Binding = graph.result;
  for (const [depth, segment] of path.entries()) {
    if (isAlias(node)) return fieldBelow(node.$alias.schema, path.slice(depth), declared);
    const isInside = typeof node === "object" && node !== null && !isMutableLeaf(node) &&
      Object.hasOwn(node, segment);
    if (!isInside) return undefined;
    node = (node as Record<string, Binding>)[segment];
  }
  if (!isAlias(node) || saysSomething(declared)) return declared;
  const { cell, path: below, schema } = node.$alias;
  const isStream = below.length === 0 &&
    graph.internal.some(({ partialCause, kind }) => partialCause === cell && kind === "stream");
  return schemaNode(isStream ? { asCell: ["stream"] } : schema);
}

/** A place below a binding: as its schema or else the one of the result says. */
function fieldBelow(
  schema: JSONSchema | undefined,
  rest: readonly string[],
  declared: SchemaNode,
): SchemaNode | undefined {
  const whole = schemaNode(schema);
  const known = stepDown(whole, rest);
  if (!saysSomething(whole)) return declared;
  if (known.isAbsent || known.isNever) return undefined;
  return saysSomething(declared) ? declared : known;
}

function saysSomething(schema: SchemaNode): boolean {
  return !schema.isAny || schema.handles.length > 0;
}

function stepDown(schema: SchemaNode, path: readonly string[]): SchemaNode {
  return path.reduce((node, segment) => node.step(segment), schema);
}
