/**
 * What a name is, by where it comes from and never by how it is spelled: imports, renames,
 * namespaces, re-exports and constant aliases are followed to a declaration of a host module.
 */
import ts from "typescript";
import { type ExportSpec, exportSpec, hostTable, REGISTRY } from "@commonfabric/api";
import { withoutAssertions } from "../walk.ts";

const ALIAS_STEPS = 16;

/** Last segments of registry names. Members of other names need no type to be told apart. */
const MEMBER_NAMES: ReadonlySet<string> = new Set(
  REGISTRY.map(({ name }) => name.slice(name.lastIndexOf(".") + 1)),
);

/** Recognises values of host modules in one program. */
export class Provenance {
  readonly #hostFiles: ReadonlyMap<ts.SourceFile, string>;
  constructor(readonly checker: ts.TypeChecker, program: ts.Program) {
    this.#hostFiles = hostFiles(checker, program);
  }

  /** The symbol that the name `node` refers to in its own file, imports not followed. */
  local(node: ts.Identifier): ts.Symbol | undefined {
    return ts.isShorthandPropertyAssignment(node.parent) && node.parent.name === node
      ? this.checker.getShorthandAssignmentValueSymbol(node.parent)
      : this.checker.getSymbolAtLocation(node);
  }

  /** The symbol of a name or path, imports and re-exports followed; `undefined` if unresolved. */
  symbol(node: ts.Node): ts.Symbol | undefined {
    const symbol = ts.isIdentifier(node)
      ? this.local(node)
      : this.checker.getSymbolAtLocation(node);
    if (symbol === undefined || (symbol.flags & ts.SymbolFlags.Alias) === 0) return symbol;
    const target = this.checker.getAliasedSymbol(symbol);
    return this.checker.isUnknownSymbol(target) ? undefined : target;
  }

  /** The registry row of the host value that `expression` names, or `undefined`. */
  hostValue(expression: ts.Expression): ExportSpec | undefined {
    let node = withoutAssertions(expression);
    for (let step = 0; step < ALIAS_STEPS; step++) {
      const spec = this.#directHostValue(node);
      if (spec !== undefined) return spec;
      const aliased = ts.isIdentifier(node) ? constantInitializer(this.symbol(node)) : undefined;
      if (aliased === undefined) return undefined;
      node = withoutAssertions(aliased);
    }
    return undefined;
  }

  #directHostValue(node: ts.Expression): ExportSpec | undefined {
    const isMember = ts.isPropertyAccessExpression(node);
    const name = isMember ? node.name : node;
    if (!ts.isIdentifier(name) || (isMember && !MEMBER_NAMES.has(name.text))) return undefined;
    const symbol = this.symbol(name);
    const module = symbol?.declarations?.map((d) => this.#hostFiles.get(d.getSourceFile()))[0];
    if (symbol === undefined || module === undefined) return undefined;
    const spec = exportSpec(module, symbol.name);
    // A member of a host value (`Cell.of`) is declared in an interface of the host module.
    if (!isMember) return spec;
    const owner = this.#directHostValue(withoutAssertions(node.expression));
    return owner === undefined ? spec : exportSpec(module, `${owner.name}.${symbol.name}`);
  }

  /** Whether `symbol` is declared in a host module. */
  isHostDeclared(symbol: ts.Symbol): boolean {
    return symbol.declarations?.some((d) => this.#hostFiles.has(d.getSourceFile())) === true;
  }

  /** The builder that `call` calls directly, or `undefined`. */
  builderOf(call: ts.Node): ExportSpec | undefined {
    if (!ts.isCallExpression(call)) return undefined;
    const spec = this.hostValue(call.expression);
    return spec?.category === "builder" ? spec : undefined;
  }

  /** Whether `callee` is a binding imported from a host module by this file, as emitted code needs. */
  isImportedFromHost(callee: ts.Expression): boolean {
    const node = withoutAssertions(callee);
    const root = ts.isPropertyAccessExpression(node) ? withoutAssertions(node.expression) : node;
    const symbol = ts.isIdentifier(root) ? this.checker.getSymbolAtLocation(root) : undefined;
    const specifier = symbol === undefined ? undefined : importSpecifier(symbol);
    return specifier !== undefined && hostTable.modules.has(specifier);
  }
}

/** Whether `symbol` is the whole namespace of a host module. */
export function isHostNamespace(symbol: ts.Symbol | undefined): boolean {
  return symbol?.declarations?.some(ts.isNamespaceImport) === true &&
    hostTable.modules.has(importSpecifier(symbol) ?? "");
}

/** The specifier of the import declaration that binds `symbol`, or `undefined`. */
export function importSpecifier(symbol: ts.Symbol): string | undefined {
  for (const declaration of symbol.declarations ?? []) {
    const found = ts.findAncestor(declaration, ts.isImportDeclaration);
    if (found !== undefined && ts.isStringLiteral(found.moduleSpecifier)) {
      return found.moduleSpecifier.text;
    }
  }
  return undefined;
}

/** The initialiser of the `const` that `symbol` is, or `undefined`. */
function constantInitializer(symbol: ts.Symbol | undefined): ts.Expression | undefined {
  const declaration = symbol?.valueDeclaration;
  return declaration !== undefined && ts.isVariableDeclaration(declaration) &&
      ts.isIdentifier(declaration.name) &&
      (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0
    ? declaration.initializer
    : undefined;
}

/** The declaration files of the host modules that the program's files import. */
function hostFiles(
  checker: ts.TypeChecker,
  program: ts.Program,
): ReadonlyMap<ts.SourceFile, string> {
  const files = new Map<ts.SourceFile, string>();
  const found = new Set<string>();
  for (const file of program.getSourceFiles()) {
    if (file.isDeclarationFile && !ts.isExternalModule(file)) continue;
    for (const statement of file.statements) {
      if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) continue;
      const specifier = statement.moduleSpecifier;
      if (specifier === undefined || !ts.isStringLiteral(specifier)) continue;
      if (!hostTable.modules.has(specifier.text) || found.has(specifier.text)) continue;
      const target = checker.getSymbolAtLocation(specifier)?.valueDeclaration;
      if (target === undefined || !ts.isSourceFile(target)) continue;
      found.add(specifier.text);
      files.set(target, specifier.text);
    }
  }
  return files;
}
