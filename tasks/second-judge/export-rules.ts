/** Imports and exports: where from, under which names, and that what is named exists. */
import ts from "typescript";
import { importableHostExport, isExportName, SANDBOX_GLOBALS } from "@commonfabric/contract";
import { hasModifier, isErased } from "./erased-syntax.ts";
import type { JudgedModule } from "./judged-module.ts";
import { exportOf } from "./linked-exports.ts";
import type { ModuleBinding } from "./module-bindings.ts";
import { boundNames } from "./scope.ts";
import { isDeclarationPath, targetOf } from "./surroundings.ts";

/** A name under which the module exports a value. */
type ExportedName = ts.ModuleExportName;

export function judgeEdges(module: JudgedModule): void {
  const seen = new Set<string>();
  for (const statement of module.file.statements) {
    judgeSpecifier(module, statement);
    if (isErased(statement)) continue;
    if (ts.isExportDeclaration(statement)) judgeReexport(module, statement);
    for (const name of exportedNames(module, statement)) {
      if (!isExportName(name.text)) module.findings.refuse("export-name", name);
      if (seen.has(name.text)) module.findings.refuse("duplicate-export", name);
      seen.add(name.text);
    }
    const isDoubtful = exportsDoubtfulName(module, statement);
    if (isDoubtful || hasDefault(statement)) {
      const isSecond = seen.has("default") && !isDoubtful;
      if (isSecond) module.findings.refuse("duplicate-export", statement);
      else if (seen.has(DOUBTFUL)) module.findings.refuse("exported-global", statement);
      seen.add(isDoubtful ? DOUBTFUL : "default");
    }
  }
  judgeLinks(module);
}

/** No name of an export has a space after it. */
const DOUBTFUL = "default ";

function hasDefault(statement: ts.Statement): boolean {
  return ts.isExportAssignment(statement)
    ? !statement.isExportEquals
    : hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
}

/** A bare name that is nothing of the module may be a type of the libraries: see `name-rules.ts`. */
function exportsDoubtfulName(module: JudgedModule, statement: ts.Statement): boolean {
  return ts.isExportAssignment(statement) && ts.isIdentifier(statement.expression) &&
    module.isFree(statement.expression) && !SANDBOX_GLOBALS.has(statement.expression.text);
}

function judgeSpecifier(module: JudgedModule, statement: ts.Statement): void {
  if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return;
  const { moduleSpecifier } = statement;
  if (moduleSpecifier === undefined || !ts.isStringLiteral(moduleSpecifier)) return;
  if (module.isHost(moduleSpecifier.text)) return;
  if (targetOf(module.surroundings, module.path, moduleSpecifier.text) === undefined) {
    module.findings.refuse("specifier", moduleSpecifier);
  }
}

/** Value exports of `statement` by name; those that turn out to be types are left out. */
function exportedNames(module: JudgedModule, statement: ts.Statement): readonly ExportedName[] {
  if (ts.isExportDeclaration(statement)) {
    const { exportClause } = statement;
    if (exportClause === undefined) return [];
    if (ts.isNamespaceExport(exportClause)) return [exportClause.name];
    return exportClause.elements.filter((element) => !isErased(element) && isValue(module, element))
      .map(({ name }) => name);
  }
  const isExported = hasModifier(statement, ts.SyntaxKind.ExportKeyword) &&
    !hasModifier(statement, ts.SyntaxKind.DefaultKeyword);
  if (!isExported) return [];
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ||
    (ts.isEnumDeclaration(statement) && isFirstEnum(module, statement));
  return isNamed && statement.name !== undefined ? [statement.name] : [];
}

function isFirstEnum(module: JudgedModule, statement: ts.EnumDeclaration): boolean {
  return module.bindings.byName.get(statement.name.text)?.name === statement.name;
}

function isValue(module: JudgedModule, element: ts.ExportSpecifier): boolean {
  const { moduleSpecifier } = element.parent.parent;
  const name = (element.propertyName ?? element.name).text;
  if (moduleSpecifier !== undefined) {
    return linked(module, (moduleSpecifier as ts.StringLiteral).text, name) !== "type";
  }
  const binding = module.bindings.byName.get(name);
  if (binding === undefined) return false;
  return binding.kind !== "import" || binding.imported === "*" ||
    linked(module, binding.from!, binding.imported!) !== "type";
}

function linked(module: JudgedModule, specifier: string, name: string) {
  const host = module.hosts.modules.get(specifier);
  if (host !== undefined) {
    if (importableHostExport(module.hosts, specifier, name) !== undefined) return "value";
    return host.exports.get(name)?.category === "type" ? "type" : "missing";
  }
  const target = targetOf(module.surroundings, module.path, specifier);
  return target === undefined ? "unknown" : exportOf(module.surroundings, target, name);
}

function judgeReexport(module: JudgedModule, statement: ts.ExportDeclaration): void {
  const { findings } = module;
  const { exportClause, moduleSpecifier } = statement;
  const specifier = moduleSpecifier === undefined
    ? undefined
    : (moduleSpecifier as ts.StringLiteral).text;
  if (exportClause === undefined || ts.isNamespaceExport(exportClause)) {
    // The whole of a host is no value.
    if (module.isHost(specifier)) findings.refuse("value", statement);
    else if (specifier !== undefined && isDeclarationPath(specifier)) {
      findings.refuse("declaration-import", moduleSpecifier!);
    }
    return;
  }
  for (const element of exportClause.elements) {
    if (isErased(element)) continue;
    const name = (element.propertyName ?? element.name).text;
    if (specifier === undefined) {
      const binding = module.bindings.byName.get(name);
      if (binding?.imported === "*" && module.isHost(binding.from)) {
        findings.refuse("value", element);
      }
    } else judgeLinked(module, element, specifier, name);
  }
}

/** Names read through imports, used ones only: unused imports are not emitted. */
function judgeLinks(module: JudgedModule): void {
  for (const statement of module.file.statements) {
    if (!ts.isImportDeclaration(statement) || isErased(statement)) continue;
    const specifier = (statement.moduleSpecifier as ts.StringLiteral).text;
    if (isDeclarationPath(specifier) && importsValues(statement)) {
      module.findings.refuse("declaration-import", statement.moduleSpecifier);
    }
  }
  const reported = new Set<string>();
  const escaped = new Set<ModuleBinding>();
  const read: { node: ts.Identifier; binding: ModuleBinding; name: string }[] = [];
  for (const { node, owner } of module.names.uses) {
    const binding = owner === "module" ? module.bindingOf(node) : undefined;
    if (binding?.kind !== "import" || module.isHost(binding.from)) continue;
    const name = binding.imported === "*" ? memberOf(node) : binding.imported!;
    if (name === undefined) escaped.add(binding);
    else read.push({ node, binding, name });
  }
  for (const { node, binding, name } of read) {
    const key = `${binding.from} ${name}`;
    // A namespace that is handed on is read like any object.
    if (escaped.has(binding) || reported.has(key)) continue;
    reported.add(key);
    judgeLinked(module, node, binding.from!, name);
  }
}

/** The name that is read of a namespace. */
function memberOf(namespace: ts.Identifier): string | undefined {
  const { parent } = namespace;
  if (ts.isPropertyAccessExpression(parent) && parent.expression === namespace) {
    return parent.name.text;
  }
  const isIndexed = ts.isElementAccessExpression(parent) && parent.expression === namespace;
  return isIndexed && ts.isStringLiteralLike(parent.argumentExpression)
    ? parent.argumentExpression.text
    : undefined;
}

function judgeLinked(
  module: JudgedModule,
  node: ts.Node,
  specifier: string,
  name: string,
): void {
  const found = linked(module, specifier, name);
  if (found !== "missing" && found !== "ambiguous") return;
  module.findings.refuse(module.isHost(specifier) ? "host-namespace" : "link", node);
}

function importsValues({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined || importClause.name !== undefined) return true;
  const { namedBindings } = importClause;
  return namedBindings === undefined || ts.isNamespaceImport(namedBindings) ||
    namedBindings.elements.length === 0 || namedBindings.elements.some((each) => !isErased(each));
}
