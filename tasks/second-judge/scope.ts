/** Scopes of the authored text: which names a function, block or module declares for values. */
import ts from "typescript";
import { isErased } from "./erased-syntax.ts";

/** A stretch of the text with names of its own. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly names: Map<string, ts.Node> = new Map();

  constructor(parent: Scope | undefined) {
    this.parent = parent;
  }

  declare(name: ts.Node & { readonly text: string }): void {
    if (!this.names.has(name.text)) this.names.set(name.text, name);
  }

  /** The scope that declares `name`, the innermost one. */
  owner(name: string): Scope | undefined {
    return this.names.has(name) ? this : this.parent?.owner(name);
  }
}

/** Identifiers that a binding name declares. */
export function boundNames(name: ts.BindingName): ts.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name)
  );
}

/** Declares what `statements` declare for their own block; `var` is hoisted by the function. */
export function declareStatements(scope: Scope, statements: readonly ts.Statement[]): void {
  for (const labelled of statements) {
    let statement = labelled;
    while (ts.isLabeledStatement(statement)) statement = statement.statement;
    if (isErased(statement)) continue;
    if (ts.isVariableStatement(statement)) declareList(scope, statement.declarationList);
    else if (isNamed(statement) && statement.name !== undefined) scope.declare(statement.name);
  }
}

function isNamed(
  statement: ts.Statement,
): statement is ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration {
  return ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
}

/** Declares the names of a `let`, `const` or `using` list. */
export function declareList(scope: Scope, list: ts.VariableDeclarationList): void {
  if ((list.flags & ts.NodeFlags.BlockScoped) === 0) return;
  for (const { name } of list.declarations) boundNames(name).forEach((each) => scope.declare(each));
}

/** Declares every `var` below `root`, inner functions left out. */
export function declareVars(scope: Scope, root: ts.Node): void {
  const visit = (node: ts.Node): void => {
    if (isErased(node) || startsFunction(node)) return;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.BlockScoped) === 0) {
      for (const { name } of node.declarations) {
        boundNames(name).forEach((each) => scope.declare(each));
      }
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(root, visit);
}

/** Whether `var` declarations below `node` stay inside of it. */
function startsFunction(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || ts.isClassStaticBlockDeclaration(node) ||
    ts.isPropertyDeclaration(node) || ts.isModuleDeclaration(node);
}
