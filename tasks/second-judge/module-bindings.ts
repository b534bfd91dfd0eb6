/** What the module itself declares: imports, constants, functions, enums. */
import ts from "typescript";
import { hasModifier, isErased } from "./erased-syntax.ts";
import { boundNames, declareVars, Scope } from "./scope.ts";

/** What a module-level value is known to be. `later` has not been defined yet. */
export type ValueKind = "primitive" | "reference" | "data" | "function" | "builder" | "refused";

export interface ModuleBinding {
  readonly name: ts.Identifier;
  readonly kind: "import" | "const" | "function" | "enum" | "class" | "mutable";
  /** Where an import comes from, and what of it: `*` for the namespace. */
  readonly from?: string;
  readonly imported?: string;
  /** Whether the compiled module declares the name; other names become members of an object. */
  readonly isDeclared: boolean;
  /** The kind of its value; `undefined` until its definition has been judged. */
  value: ValueKind | undefined;
}

export interface ModuleBindings {
  readonly scope: Scope;
  readonly byName: ReadonlyMap<string, ModuleBinding>;
  /** Names that were declared before, in a way that the language or the grammar has no room for. */
  readonly repeated: readonly ts.Identifier[];
}

/** The bindings of `file`. */
export function moduleBindings(file: ts.SourceFile): ModuleBindings {
  const byName = new Map<string, ModuleBinding>();
  const repeated: ts.Identifier[] = [];
  for (const binding of file.statements.flatMap(bindingsOf)) {
    const { text } = binding.name;
    const before = byName.get(text);
    if (before === undefined) byName.set(text, binding);
    else if (before.kind !== "enum" || binding.kind !== "enum") repeated.push(binding.name);
  }
  const scope = new Scope(undefined);
  for (const { name } of byName.values()) scope.declare(name);
  // A `var` of a block is the module's as well.
  declareVars(scope, file);
  return { scope, byName, repeated };
}

function bindingsOf(statement: ts.Statement): ModuleBinding[] {
  if (isErased(statement)) return [];
  const isExported = hasModifier(statement, ts.SyntaxKind.ExportKeyword);
  if (ts.isImportDeclaration(statement)) return importsOf(statement);
  if (ts.isVariableStatement(statement)) {
    const { flags, declarations } = statement.declarationList;
    const kind = (flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const ? "const" : "mutable";
    return declarations.flatMap(({ name }) => boundNames(name))
      .map((name) => ({ name, kind, isDeclared: !isExported, value: undefined }));
  }
  if (ts.isFunctionDeclaration(statement) && statement.name !== undefined) {
    return [{ name: statement.name, kind: "function", isDeclared: true, value: "function" }];
  }
  if (ts.isClassDeclaration(statement) && statement.name !== undefined) {
    return [{ name: statement.name, kind: "class", isDeclared: true, value: undefined }];
  }
  if (ts.isImportEqualsDeclaration(statement)) {
    return [{ name: statement.name, kind: "const", isDeclared: true, value: "reference" }];
  }
  if (ts.isEnumDeclaration(statement)) {
    return [{ name: statement.name, kind: "enum", isDeclared: true, value: undefined }];
  }
  return [];
}

function importsOf(statement: ts.ImportDeclaration): ModuleBinding[] {
  const clause = statement.importClause;
  const from = (statement.moduleSpecifier as ts.StringLiteral).text;
  if (clause === undefined) return [];
  const one = (name: ts.Identifier, imported: string): ModuleBinding => ({
    name,
    kind: "import",
    from,
    imported,
    isDeclared: imported === "*",
    value: "reference",
  });
  const found = clause.name === undefined ? [] : [one(clause.name, "default")];
  const { namedBindings } = clause;
  if (namedBindings === undefined) return found;
  if (ts.isNamespaceImport(namedBindings)) return [...found, one(namedBindings.name, "*")];
  for (const element of namedBindings.elements) {
    if (!isErased(element)) {
      found.push(one(element.name, (element.propertyName ?? element.name).text));
    }
  }
  return found;
}
