/** Edits that several findings offer. */
import ts from "typescript";
import type { CallKind } from "@commonfabric/api";
import type { DiagnosticFix } from "@commonfabric/contract";
import type { Provenance } from "../provenance.ts";

/** The name by which `file` imports the host value of that kind; `undefined` if it does not. */
export function importedName(
  provenance: Provenance,
  file: ts.SourceFile,
  kind: CallKind,
): string | undefined {
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) {
      if (provenance.hostValue(name)?.callKind === kind) return name.text;
    }
  }
  return undefined;
}

/** Puts `before` and `after` around `node`. */
export function around(
  node: ts.Node,
  title: string,
  before: string,
  after: string,
): DiagnosticFix {
  return {
    title,
    edits: [
      { offset: node.getStart(), length: 0, text: before },
      { offset: node.getEnd(), length: 0, text: after },
    ],
  };
}

/** `computed(() => node)`, where the module imports `computed`. */
export function inComputed(provenance: Provenance, node: ts.Expression): DiagnosticFix[] {
  const name = importedName(provenance, node.getSourceFile(), "computed");
  if (name === undefined) return [];
  return [around(node, `Write ${name}(() => ...) around it`, `${name}(() => `, ")")];
}
