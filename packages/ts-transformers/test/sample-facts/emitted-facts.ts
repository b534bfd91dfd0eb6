/** Facts of an emitted body: schemas of builders and calls, causes, hoists, registered names. */
import ts from "typescript";
import {
  calleeName,
  isFunction,
  isHoist,
  literalValue,
  readEmitted,
  unwrapped,
} from "../graph/emitted.ts";

/** Calls that schemas are added to, besides builders. */
const SCHEMA_CALLS: ReadonlySet<string> = new Set([
  "ifElse",
  "when",
  "unless",
  "wish",
  "generateObject",
  "fetchJson",
  "streamData",
  "sqliteQuery",
  "query",
  "Writable",
  "Cell",
  "cell",
  "of",
  "perUser",
  "perSession",
  "perSpace",
  "asSchema",
  "toSchema",
]);

type Json = unknown;

export interface EmittedFacts {
  readonly hoists: Readonly<Record<string, number>>;
  /** By builder, in emitted order. */
  readonly schemas: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  /** `[name, ...schemas and options]` in emitted order. */
  readonly calls: readonly (readonly Json[])[];
  /** By builder. */
  readonly causes: Readonly<Record<string, readonly Json[]>>;
  readonly registered: readonly string[];
}

export function emittedFacts(body: string): EmittedFacts {
  const { file, builders, registrations } = readEmitted(body);
  const schemas = [...builders.values()].map(({ name, kind, call }) =>
    [name, builderSchemas(kind, call)] as const
  );
  const calls: Json[][] = [];
  const causes: Record<string, Json[]> = {};
  file.statements.forEach((statement, index) => {
    const owner = [...builders.values()].find((one) => one.statement === index)?.name ?? "";
    visitCalls(statement, (call) => {
      const name = calleeName(call);
      if (name !== undefined && SCHEMA_CALLS.has(name)) {
        const literals = (call.arguments ?? []).map(unwrapped).filter(isLiteral).map(literalValue);
        if (literals.length > 0) calls.push([name, ...literals]);
      }
      const cause = causeOf(call);
      if (cause !== undefined) (causes[owner] ??= []).push(cause);
    });
  });
  return {
    hoists: hoistCounts([...builders.keys()]),
    schemas: Object.fromEntries(schemas),
    calls,
    causes,
    registered: registrations.flat(),
  };
}

function visitCalls(
  node: ts.Node,
  found: (call: ts.CallExpression | ts.NewExpression) => void,
): void {
  ts.forEachChild(node, (child) => visitCalls(child, found));
  if (ts.isCallExpression(node) || ts.isNewExpression(node)) found(node);
}

/** Callbacks and names of schemas are told by their text, left out when they are functions. */
function builderSchemas(kind: string, call: ts.CallExpression): Record<string, Json> {
  const given = call.arguments.map(unwrapped).filter((one) => !isFunction(one));
  const isNamed = (one: ts.Expression) => !isLiteral(one);
  const values = given.filter((one, index) => !isNamed(one) || index > 0 || kind === "handler")
    .map((one) => isLiteral(one) ? literalValue(one) : one.getText());
  const names = kind === "handler"
    ? ["event", "state", "options"]
    : ["argument", "result", "options"];
  return Object.fromEntries(values.map((value, index) => [names[index] ?? String(index), value]));
}

function isLiteral(node: ts.Expression): boolean {
  return ts.isObjectLiteralExpression(node) || node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword;
}

/** The cause in `.for(cause, true)`. */
function causeOf(call: ts.CallExpression | ts.NewExpression): Json {
  const [cause, allowIfSet] = call.arguments ?? [];
  if (calleeName(call) !== "for" || cause === undefined) return undefined;
  return allowIfSet?.kind === ts.SyntaxKind.TrueKeyword ? literalValue(cause) : undefined;
}

function hoistCounts(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names.filter(isHoist)) {
    const prefix = name.slice("__cf".length, name.lastIndexOf("_")).toLowerCase();
    counts[prefix] = (counts[prefix] ?? 0) + 1;
  }
  return counts;
}
