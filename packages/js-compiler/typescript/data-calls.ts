/**
 * Calls of the host's `dataFile`, by how they are spelled: a binding of that name from a host import,
 * or a member of a namespace of one.
 */
import ts from "typescript";
import type { Diagnostic } from "@commonfabric/contract";
import { listedData } from "@commonfabric/module-identity";
import { atNode } from "./diagnostics.ts";
import { textOf } from "./literals.ts";

const DATA_FUNCTION = "dataFile";

/** Names in one file that `dataFile` is called by. */
export interface DataBindings {
  readonly direct: ReadonlySet<string>;
  readonly namespaces: ReadonlySet<string>;
}

/** The local names of the host's `dataFile`, and of namespaces that hold it. */
export function dataBindings(file: ts.SourceFile): DataBindings {
  const direct = new Set<string>();
  const namespaces = new Set<string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const specifier = textOf(statement.moduleSpecifier) ?? "";
    if (/^(?:[./]|$)/.test(specifier)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined) continue;
    if (ts.isNamespaceImport(bindings)) namespaces.add(bindings.name.text);
    else {
      for (const element of bindings.elements) {
        if ((element.propertyName ?? element.name).text === DATA_FUNCTION) {
          direct.add(element.name.text);
        }
      }
    }
  }
  return { direct, namespaces };
}

/** The edge of a call with a literal, as it is listed. */
export function dataSpecifierOf(node: ts.Node, bindings: DataBindings): string | undefined {
  if (!isDataCall(node, bindings)) return undefined;
  const specifier = textOf(node.arguments[0]);
  return specifier === undefined ? undefined : listedData(specifier);
}

/** Reports a call whose path is no literal: data that is read is part of the reader's identity. */
export function checkDataCall(
  node: ts.Node,
  bindings: DataBindings,
  report: (diagnostic: Diagnostic) => void,
): void {
  if (!isDataCall(node, bindings) || textOf(node.arguments[0]) !== undefined) return;
  report(atNode(
    node.arguments[0] ?? node,
    "syntax:data-path",
    "The path of a data file is part of what a module is, so it must be known before the module " +
      'runs. Write it as a literal: `dataFile("./name")`.',
  ));
}

function isDataCall(
  node: ts.Node,
  { direct, namespaces }: DataBindings,
): node is ts.CallExpression {
  if (!ts.isCallExpression(node)) return false;
  const callee = node.expression;
  return ts.isIdentifier(callee)
    ? direct.has(callee.text)
    : ts.isPropertyAccessExpression(callee) && callee.name.text === DATA_FUNCTION &&
      ts.isIdentifier(callee.expression) && namespaces.has(callee.expression.text);
}
