/** The functions that other modules can call: exports, and methods of exported constant objects. */
import ts from "typescript";
import { compareUtf8 } from "@commonfabric/canonical";
import type { Provenance } from "../provenance.ts";
import { withoutAssertions } from "../../walk.ts";
import { calledFunction, type FunctionWithBody } from "./callee.ts";

/** Functions that `file` defines, by export name or `object.method`, in the order of their names. */
export function exportedFunctions(
  file: ts.SourceFile,
  provenance: Provenance,
): readonly (readonly [string, FunctionWithBody])[] {
  const { checker } = provenance;
  const module = checker.getSymbolAtLocation(file);
  if (module === undefined || file.isDeclarationFile) return [];
  const found = new Map<string, FunctionWithBody>();
  const add = (name: string, node: FunctionWithBody | undefined) => {
    if (node?.getSourceFile() === file) found.set(name, node);
  };
  for (const symbol of checker.getExportsOfModule(module)) {
    const target = (symbol.flags & ts.SymbolFlags.Alias) !== 0
      ? checker.getAliasedSymbol(symbol)
      : symbol;
    for (const declaration of target.declarations ?? []) {
      const value = valueOf(declaration);
      if (value === undefined) continue;
      if (!ts.isExpression(value)) {
        add(symbol.name, value);
        continue;
      }
      add(symbol.name, calledFunction(value, provenance));
      addMethods(value, symbol.name, (name, node) => add(name, calledMember(node, provenance)));
    }
  }
  return [...found].sort(([a], [b]) => compareUtf8(a, b));
}

function valueOf(declaration: ts.Declaration): FunctionWithBody | ts.Expression | undefined {
  if (ts.isFunctionDeclaration(declaration)) {
    return declaration.body === undefined ? undefined : declaration as FunctionWithBody;
  }
  if (ts.isExportAssignment(declaration)) return declaration.expression;
  return ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
}

function addMethods(
  value: ts.Expression,
  owner: string,
  add: (name: string, member: ts.ObjectLiteralElementLike) => void,
): void {
  const node = withoutAssertions(value);
  if (!ts.isObjectLiteralExpression(node)) return;
  for (const property of node.properties) {
    if (property.name !== undefined && ts.isIdentifier(property.name)) {
      add(`${owner}.${property.name.text}`, property);
    }
  }
}

function calledMember(
  node: ts.ObjectLiteralElementLike,
  provenance: Provenance,
): FunctionWithBody | undefined {
  if (ts.isMethodDeclaration(node)) return node as FunctionWithBody;
  if (ts.isPropertyAssignment(node)) return calledFunction(node.initializer, provenance);
  return undefined;
}
