/** Schemas that a call of a host export gets from its types. */
import ts from "typescript";
import type { ExportSpec, JSONSchema } from "@commonfabric/api";
import type { CallArgument } from "../../lowering.ts";
import { withoutAssertions } from "../../walk.ts";
import type { Deciding } from "./deciding.ts";

const CHOICE_VALUES: ReadonlyMap<string, number> = new Map([
  ["ifElse", 3],
  ["when", 2],
  ["unless", 2],
]);

/** Records the new arguments of `node`; a call that has its schemas already stays as it is. */
export function callWithSchemas(
  d: Deciding,
  node: ts.CallExpression | ts.NewExpression,
  spec: ExportSpec,
): void {
  const given = node.arguments ?? [];
  if (given.some(ts.isSpreadElement)) return;
  const authored = given.map((argument): CallArgument => ({ kind: "node", node: argument }));
  switch (spec.callKind) {
    case "cell-factory":
      return cellContent(d, node, authored);
    case "cell-for":
      if (authored.length !== 1 || !ts.isCallExpression(node)) return;
      return d.facts.lower(node, { kind: "as-schema", schema: d.schemas.cellContent(node) });
    case "ifElse":
    case "when":
    case "unless":
      return choice(d, node, CHOICE_VALUES.get(spec.callKind)!, authored);
    case "wish":
      if (authored.length !== 1 || !ts.isCallExpression(node)) return;
      return withTypeArgument(d, node, authored);
    case "generate":
    case "fetch-json":
    case "runtime-call":
      return optionsSchema(d, node, spec, authored);
    default:
      if (spec.name !== "toSchema" || !ts.isCallExpression(node)) return;
      return d.facts.lower(node, { kind: "literal", value: d.schemas.toSchema(node) });
  }
}

function cellContent(
  d: Deciding,
  node: ts.CallExpression | ts.NewExpression,
  authored: readonly CallArgument[],
): void {
  if (authored.length > 1) return;
  const value: readonly CallArgument[] = authored.length === 1 ? authored : [{ kind: "undefined" }];
  const schema: CallArgument = { kind: "json", value: d.schemas.cellContent(node) };
  d.facts.lower(node, { kind: "arguments", arguments: [...value, schema] });
}

function choice(
  d: Deciding,
  node: ts.CallExpression | ts.NewExpression,
  count: number,
  authored: readonly CallArgument[],
): void {
  const values = node.arguments ?? [];
  if (values.length !== count) return;
  const [condition, ...rest] = values as unknown as readonly [ts.Expression, ...ts.Expression[]];
  const schemas: readonly JSONSchema[] = [
    d.schemas.condition(condition),
    ...rest.map((value) => d.schemas.expression(value)),
    d.schemas.expression(node),
  ];
  d.facts.lower(node, {
    kind: "arguments",
    arguments: [...schemas.map((value): CallArgument => ({ kind: "json", value })), ...authored],
  });
}

function withTypeArgument(
  d: Deciding,
  node: ts.CallExpression,
  authored: readonly CallArgument[],
): void {
  const schema = d.schemas.typeArgument(node);
  if (schema === undefined) return;
  d.facts.lower(node, {
    kind: "arguments",
    arguments: [...authored, { kind: "json", value: schema }],
  });
}

/** Runtime calls take their schema in the record of options. */
const SCHEMA_PROPERTIES: ReadonlyMap<string, string> = new Map([
  ["generateObject", "schema"],
  ["fetchJson", "schema"],
  ["streamData", "schema"],
  ["sqliteQuery", "rowSchema"],
]);

function optionsSchema(
  d: Deciding,
  node: ts.CallExpression | ts.NewExpression,
  spec: ExportSpec,
  authored: readonly CallArgument[],
): void {
  const property = SCHEMA_PROPERTIES.get(spec.name);
  if (property === undefined || !ts.isCallExpression(node)) return;
  const [options] = node.arguments;
  const record = options === undefined ? undefined : withoutAssertions(options);
  if (record !== undefined && !ts.isObjectLiteralExpression(record)) return;
  const has = record?.properties.some(({ name }) =>
    name !== undefined && ts.isIdentifier(name) && name.text === property
  );
  if (has === true) return;
  const schema = d.schemas.typeArgument(node);
  if (schema === undefined) return;
  d.facts.lower(node, {
    kind: "arguments",
    arguments: [
      { kind: "record", node: options, property, value: schema },
      ...authored.slice(1),
    ],
  });
}
