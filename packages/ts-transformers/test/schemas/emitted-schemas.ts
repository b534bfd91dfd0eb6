/** The schemas of emitted calls, in source order. */
import assert from "node:assert/strict";
import ts from "typescript";
import { compile } from "../compile.ts";
import { calleeName, literalValue } from "../graph/emitted.ts";

export interface EmittedCall {
  readonly name: string;
  /** The arguments that are literals: schemas, options, `undefined` as its name. */
  readonly literals: readonly unknown[];
}

const NAMES: ReadonlySet<string> = new Set([
  "pattern",
  "render",
  "lift",
  "handler",
  "ifElse",
  "when",
  "unless",
  "wish",
  "generateObject",
  "fetchJson",
  "sqliteQuery",
  "streamData",
  "Writable",
  "Cell",
  "cell",
  "of",
  "asSchema",
]);

const IMPORTS = `import { action, Cell, cell, computed, type Default, derive, equals, fetchJson,
  generateObject, handler, ifElse, lift, NAME, pattern, type PerUser, render, sqliteQuery,
  type SqliteDb, type Stream, streamData, str, toSchema, UI, unless, type VNode, when, wish,
  Writable, navigateTo } from "commonfabric";
`;

/** Compiles a module that has `commonfabric` imported; type errors and diagnostics fail. */
export function emittedCalls(text: string): readonly EmittedCall[] {
  const compiled = compile({ "/main.tsx": IMPORTS + text });
  assert.deepEqual(compiled.typeErrors, [], text);
  assert.deepEqual(
    compiled.analysis.diagnostics.filter(({ severity }) => severity === "error")
      .map(({ code, message }) => `${code} ${message}`),
    [],
    text,
  );
  return callsIn(compiled.bodies.get("/main.tsx") ?? "");
}

/** The codes and messages of a module. */
export function findings(text: string): readonly string[] {
  return compile({ "/main.tsx": IMPORTS + text }).analysis.diagnostics
    .map(({ code, message }) => `${code} ${message}`);
}

function callsIn(body: string): readonly EmittedCall[] {
  const file = ts.createSourceFile("/body.js", body, ts.ScriptTarget.ES2023, true);
  const calls: EmittedCall[] = [];
  const visit = (node: ts.Node): void => {
    ts.forEachChild(node, visit);
    if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
    const name = calleeName(node);
    if (name === undefined || !NAMES.has(name)) return;
    const literals = (node.arguments ?? []).filter(isLiteral).map(literalValue);
    calls.push({ name, literals });
  };
  visit(file);
  return calls;
}

function isLiteral(node: ts.Expression): boolean {
  return ts.isObjectLiteralExpression(node) || node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword;
}
