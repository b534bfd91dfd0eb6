/** The exports of the other files of a program, through re-exports and stars. */
import ts from "typescript";
import { hasModifier, isErased } from "./erased-syntax.ts";
import { boundNames } from "./scope.ts";
import { isDeclarationPath, type Surroundings, targetOf } from "./surroundings.ts";

/** `unknown`: it comes from outside of the program's files. */
export type Linked = "value" | "type" | "missing" | "ambiguous" | "unknown";

/** What the file at `path` exports as `name`. */
export function exportOf(surroundings: Surroundings, path: string, name: string): Linked {
  return follow(surroundings, path, name, new Set()).kind;
}

interface Origin {
  readonly kind: Linked;
  /** Where the value is defined. */
  readonly at?: string;
}

const MISSING: Origin = { kind: "missing" };

function follow(
  surroundings: Surroundings,
  path: string,
  name: string,
  around: ReadonlySet<string>,
): Origin {
  const key = `${path} ${name}`;
  if (around.has(key)) return MISSING;
  const inner = new Set([...around, key]);
  const file = surroundings.files.get(path);
  if (file === undefined) return { kind: "unknown" };
  if (isDeclarationPath(path)) return { kind: "type", at: key };
  const own = ownExport(surroundings, path, file, name, inner);
  if (own !== undefined || name === "default") return own ?? MISSING;
  const origins = new Map<string, Origin>();
  for (const statement of file.statements) {
    if (!ts.isExportDeclaration(statement) || statement.exportClause !== undefined) continue;
    const target = targetOf(surroundings, path, textOf(statement.moduleSpecifier));
    if (target === undefined) return { kind: "unknown" };
    const found = follow(surroundings, target, name, inner);
    const kind = statement.isTypeOnly && found.kind === "value" ? "type" : found.kind;
    if (kind !== "missing") origins.set(found.at ?? "", { ...found, kind });
  }
  const [first] = origins.values();
  return origins.size > 1 ? { kind: "ambiguous" } : first ?? MISSING;
}

function textOf(specifier: ts.Expression | undefined): string {
  return specifier !== undefined && ts.isStringLiteral(specifier) ? specifier.text : "";
}

function ownExport(
  surroundings: Surroundings,
  path: string,
  file: ts.SourceFile,
  name: string,
  around: ReadonlySet<string>,
): Origin | undefined {
  let type: Origin | undefined;
  const value: Origin = { kind: "value", at: `${path} ${name}` };
  for (const statement of file.statements) {
    if (ts.isExportDeclaration(statement)) {
      const found = listed(surroundings, path, file, statement, name, around);
      if (found !== undefined) return found;
    } else if (declares(statement, name)) {
      if (!isErased(statement)) return value;
      type = { ...value, kind: "type" };
    }
  }
  return type;
}

/** Whether `statement` itself exports a declaration of `name`. */
function declares(statement: ts.Statement, name: string): boolean {
  if (ts.isExportAssignment(statement)) return name === "default" && !statement.isExportEquals;
  if (!hasModifier(statement, ts.SyntaxKind.ExportKeyword)) return false;
  if (hasModifier(statement, ts.SyntaxKind.DefaultKeyword)) return name === "default";
  return declared(statement).includes(name);
}

function declared(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((each) => boundNames(each.name))
      .map(({ text }) => text);
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement) || ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) || ts.isModuleDeclaration(statement);
  return isNamed && statement.name !== undefined ? [statement.name.text] : [];
}

function listed(
  surroundings: Surroundings,
  path: string,
  file: ts.SourceFile,
  statement: ts.ExportDeclaration,
  name: string,
  around: ReadonlySet<string>,
): Origin | undefined {
  const { exportClause, moduleSpecifier, isTypeOnly } = statement;
  if (exportClause === undefined) return undefined;
  const here: Origin = { kind: isTypeOnly ? "type" : "value", at: `${path} ${name}` };
  if (ts.isNamespaceExport(exportClause)) {
    return exportClause.name.text === name ? here : undefined;
  }
  const element = exportClause.elements.find((each) => each.name.text === name);
  if (element === undefined) return undefined;
  if (isTypeOnly || element.isTypeOnly) return { ...here, kind: "type" };
  const local = (element.propertyName ?? element.name).text;
  if (moduleSpecifier !== undefined) {
    const target = targetOf(surroundings, path, textOf(moduleSpecifier));
    return target === undefined ? here : follow(surroundings, target, local, around);
  }
  return localOrigin(surroundings, path, file, local, around) ?? here;
}

/** What a name of an export list stands for in its own file. */
function localOrigin(
  surroundings: Surroundings,
  path: string,
  file: ts.SourceFile,
  local: string,
  around: ReadonlySet<string>,
): Origin | undefined {
  let type: Origin | undefined;
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      const imported = importedAs(statement, local);
      const target = targetOf(surroundings, path, textOf(statement.moduleSpecifier));
      if (imported === undefined) continue;
      if (isErased(statement)) return { kind: "type" };
      if (target !== undefined && imported !== "*") {
        return follow(surroundings, target, imported, around);
      }
    } else if (declared(statement).includes(local)) {
      const at = `${path} ${local}`;
      if (!isErased(statement)) return { kind: "value", at };
      type = { kind: "type", at };
    }
  }
  return type;
}

function importedAs({ importClause }: ts.ImportDeclaration, local: string): string | undefined {
  if (importClause?.name?.text === local) return "default";
  const bindings = importClause?.namedBindings;
  if (bindings === undefined) return undefined;
  if (ts.isNamespaceImport(bindings)) return bindings.name.text === local ? "*" : undefined;
  const element = bindings.elements.find(({ name }) => name.text === local);
  return (element?.propertyName ?? element?.name)?.text;
}
