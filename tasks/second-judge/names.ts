/** Every name of a module that is used or declared as a value, with what it stands for. */
import ts from "typescript";
import { bare, isErased } from "./erased-syntax.ts";
import { isAssignment, isForAwait, isModuleWord } from "./module-words.ts";
import { boundNames, declareList, declareStatements, declareVars, Scope } from "./scope.ts";

/** One use of a name. */
export interface NameUse {
  readonly node: ts.Identifier;
  /** Who declares the name: the module, something inside of it, or nobody. */
  readonly owner: "module" | "inner" | "free";
  readonly isWritten: boolean;
  /** How many functions are around the use. */
  readonly depth: number;
}

/** The names of one module. */
export interface Names {
  readonly uses: readonly NameUse[];
  /** Declared inside functions and blocks. */
  readonly innerDeclarations: readonly ts.Identifier[];
  /** `this`, `arguments`, `await` and their like where they belong to the module itself. */
  readonly moduleWords: readonly ts.Node[];
  /** `arguments` and `eval` where they are assigned. */
  readonly unbindable: readonly ts.Node[];
}

/** Collects the names of `file`; `module` holds what it declares itself. */
export function collectNames(file: ts.SourceFile, module: Scope): Names {
  const walk = new NameWalk(module);
  for (const statement of file.statements) walk.visit(statement, module);
  return walk;
}

class NameWalk implements Names {
  readonly uses: NameUse[] = [];
  readonly innerDeclarations: ts.Identifier[] = [];
  readonly moduleWords: ts.Node[] = [];
  readonly unbindable: ts.Node[] = [];
  readonly #module: Scope;
  #depth = 0;
  /** Whether `this` belongs to a function or class. */
  #hasThis = false;
  /** Whether the nearest function is asynchronous; none is around the module itself. */
  #isAsync = false;

  constructor(module: Scope) {
    this.#module = module;
  }

  visit(node: ts.Node, scope: Scope): void {
    if (isErased(node)) return;
    if (ts.isIdentifier(node)) return this.#use(node, scope, false);
    if (ts.isFunctionLike(node)) return this.#function(node as ts.FunctionLikeDeclaration, scope);
    if (ts.isClassLike(node)) return this.#class(node, scope);
    if (ts.isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) {
      this.#target(node.left, scope);
      return this.visit(node.right, scope);
    }
    if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
      const isUpdate = node.operator === ts.SyntaxKind.PlusPlusToken ||
        node.operator === ts.SyntaxKind.MinusMinusToken;
      return isUpdate ? this.#target(node.operand, scope) : this.visit(node.operand, scope);
    }
    if (isModuleWord(node)) this.#word(node);
    if (this.#jsx(node, scope) || this.#namedParts(node, scope) || this.#block(node, scope)) return;
    ts.forEachChild(node, (child) => this.visit(child, scope));
  }

  #use(node: ts.Identifier, scope: Scope, isWritten: boolean): void {
    const { text } = node;
    if (isWritten && (text === "arguments" || text === "eval")) this.unbindable.push(node);
    const owner = scope.owner(text);
    if (owner === undefined && text === "arguments") {
      if (!this.#hasThis) this.moduleWords.push(node);
      return;
    }
    this.uses.push({
      node,
      owner: owner === undefined ? "free" : owner === this.#module ? "module" : "inner",
      isWritten,
      depth: this.#depth,
    });
  }

  #word(node: ts.Node): void {
    const isOwned = ts.isAwaitExpression(node) || isForAwait(node) ? this.#isAsync : this.#hasThis;
    if (!isOwned) this.moduleWords.push(node);
  }

  /** What is assigned: a name, a member, or a pattern of them. */
  #target(expression: ts.Expression, scope: Scope): void {
    const node = bare(expression);
    if (ts.isIdentifier(node)) return this.#use(node, scope, true);
    if (ts.isArrayLiteralExpression(node)) {
      return node.elements.forEach((element) => this.#targetPart(element, scope));
    }
    if (!ts.isObjectLiteralExpression(node)) return this.visit(node, scope);
    for (const property of node.properties) {
      if (ts.isShorthandPropertyAssignment(property)) {
        this.#use(property.name, scope, true);
        if (property.objectAssignmentInitializer !== undefined) {
          this.visit(property.objectAssignmentInitializer, scope);
        }
      } else if (ts.isPropertyAssignment(property)) {
        if (ts.isComputedPropertyName(property.name)) this.visit(property.name, scope);
        this.#targetPart(property.initializer, scope);
      } else if (ts.isSpreadAssignment(property)) this.#target(property.expression, scope);
    }
  }

  #targetPart(element: ts.Expression, scope: Scope): void {
    if (ts.isOmittedExpression(element)) return;
    if (ts.isSpreadElement(element)) return this.#target(element.expression, scope);
    const isDefaulted = ts.isBinaryExpression(element) &&
      element.operatorToken.kind === ts.SyntaxKind.EqualsToken;
    if (!isDefaulted) return this.#target(element, scope);
    this.#target(element.left, scope);
    this.visit(element.right, scope);
  }

  #function(node: ts.FunctionLikeDeclaration, outer: Scope): void {
    if (node.name !== undefined && !ts.isIdentifier(node.name)) this.visit(node.name, outer);
    const own = new Scope(outer);
    if (ts.isFunctionExpression(node) && node.name !== undefined) this.#declare(own, node.name);
    if (ts.isFunctionDeclaration(node) && node.name !== undefined && outer !== this.#module) {
      this.innerDeclarations.push(node.name);
    }
    this.#inside(node, () => {
      const parameters = new Scope(own);
      const values = node.parameters.filter((parameter) => !isErased(parameter));
      for (const { name } of values) {
        boundNames(name).forEach((each) => this.#declare(parameters, each));
      }
      for (const parameter of values) {
        this.#pattern(parameter.name, parameters);
        if (parameter.initializer !== undefined) this.visit(parameter.initializer, parameters);
      }
      const { body } = node;
      if (body === undefined) return;
      if (!ts.isBlock(body)) return this.visit(body, parameters);
      this.#body(body.statements, body, parameters);
    });
  }

  #body(statements: readonly ts.Statement[], root: ts.Node, outer: Scope): void {
    const scope = new Scope(outer);
    declareVars(scope, root);
    declareStatements(scope, statements);
    statements.forEach((statement) => this.visit(statement, scope));
  }

  /** Runs `work` as the inside of `node`: a function, a field or a static block. */
  #inside(node: ts.Node, work: () => void): void {
    const before = [this.#hasThis, this.#isAsync] as const;
    this.#depth++;
    if (!ts.isArrowFunction(node)) this.#hasThis = true;
    this.#isAsync = ts.isFunctionLike(node) && ts.canHaveModifiers(node) &&
      (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
    work();
    this.#depth--;
    [this.#hasThis, this.#isAsync] = before;
  }

  #class(node: ts.ClassLikeDeclaration, outer: Scope): void {
    const scope = new Scope(outer);
    if (node.name !== undefined) {
      if (outer !== this.#module || ts.isClassExpression(node)) {
        this.innerDeclarations.push(node.name);
      }
      scope.declare(node.name);
    }
    for (const clause of node.heritageClauses ?? []) this.visit(clause, scope);
    for (const member of node.members) {
      if (isErased(member)) continue;
      if (ts.isPropertyDeclaration(member)) {
        this.#propertyName(member.name, scope);
        const { initializer } = member;
        if (initializer !== undefined) this.#inside(member, () => this.visit(initializer, scope));
      } else if (ts.isClassStaticBlockDeclaration(member)) {
        this.#inside(member, () => this.#body(member.body.statements, member.body, scope));
      } else this.visit(member, scope);
    }
  }

  #propertyName(name: ts.Node, scope: Scope): void {
    if (ts.isComputedPropertyName(name)) this.visit(name.expression, scope);
  }

  /** Defaults and computed keys of a binding pattern; its names are declared by then. */
  #pattern(name: ts.BindingName, scope: Scope): void {
    if (ts.isIdentifier(name)) return;
    for (const element of name.elements) {
      if (ts.isOmittedExpression(element)) continue;
      if (element.propertyName !== undefined) this.#propertyName(element.propertyName, scope);
      this.#pattern(element.name, scope);
      if (element.initializer !== undefined) this.visit(element.initializer, scope);
    }
  }

  #declare(scope: Scope, name: ts.Identifier): void {
    scope.declare(name);
    this.innerDeclarations.push(name);
  }

  #jsx(node: ts.Node, scope: Scope): boolean {
    if (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) {
      const { tagName } = node;
      const isElement = ts.isJsxNamespacedName(tagName) ||
        (ts.isIdentifier(tagName) && /^[a-z]|-/.test(tagName.text));
      if (!isElement) this.visit(tagName, scope);
      this.visit(node.attributes, scope);
      return true;
    }
    if (ts.isJsxAttribute(node)) {
      if (node.initializer !== undefined) this.visit(node.initializer, scope);
      return true;
    }
    return ts.isJsxClosingElement(node);
  }

  /** Nodes of which some identifiers are keys, labels or names of exports. */
  #namedParts(node: ts.Node, scope: Scope): boolean {
    if (ts.isPropertyAccessExpression(node)) this.visit(node.expression, scope);
    else if (ts.isPropertyAssignment(node)) {
      this.#propertyName(node.name, scope);
      this.visit(node.initializer, scope);
    } else if (ts.isShorthandPropertyAssignment(node)) this.#use(node.name, scope, false);
    else if (ts.isLabeledStatement(node)) this.visit(node.statement, scope);
    else if (ts.isVariableDeclaration(node)) {
      if (scope !== this.#module) this.innerDeclarations.push(...boundNames(node.name));
      this.#pattern(node.name, scope);
      if (node.initializer !== undefined) this.visit(node.initializer, scope);
    } else if (ts.isEnumDeclaration(node)) this.#enum(node, scope);
    else if (ts.isExportDeclaration(node)) {
      const { exportClause } = node;
      if (node.moduleSpecifier !== undefined || exportClause === undefined) return true;
      if (!ts.isNamedExports(exportClause)) return true;
      for (const element of exportClause.elements) {
        const local = element.propertyName ?? element.name;
        if (!element.isTypeOnly && ts.isIdentifier(local)) this.#use(local, scope, false);
      }
    } else if (ts.isImportEqualsDeclaration(node)) {
      if (!ts.isExternalModuleReference(node.moduleReference)) {
        this.visit(node.moduleReference, scope);
      }
    } else if (ts.isQualifiedName(node)) this.visit(node.left, scope);
    else {
      return ts.isBreakOrContinueStatement(node) || ts.isMetaProperty(node) ||
        ts.isImportDeclaration(node) || ts.isModuleDeclaration(node);
    }
    return true;
  }

  #enum(node: ts.EnumDeclaration, outer: Scope): void {
    if (outer !== this.#module) this.innerDeclarations.push(node.name);
    const scope = new Scope(outer);
    for (const { name } of node.members) {
      if (ts.isIdentifier(name) || ts.isStringLiteral(name)) scope.declare(name);
    }
    for (const { initializer } of node.members) {
      if (initializer !== undefined) this.visit(initializer, scope);
    }
  }

  /** Statements with a scope of their own. */
  #block(node: ts.Node, outer: Scope): boolean {
    if (ts.isBlock(node) || ts.isCaseBlock(node)) {
      const scope = new Scope(outer);
      const statements = ts.isBlock(node)
        ? node.statements
        : node.clauses.flatMap((clause) => [...clause.statements]);
      declareStatements(scope, statements);
      ts.forEachChild(node, (child) => this.visit(child, scope));
      return true;
    }
    if (ts.isCatchClause(node)) {
      const scope = new Scope(outer);
      const { variableDeclaration } = node;
      if (variableDeclaration !== undefined) {
        boundNames(variableDeclaration.name).forEach((each) => scope.declare(each));
        this.visit(variableDeclaration, scope);
      }
      this.visit(node.block, scope);
      return true;
    }
    if (!ts.isForStatement(node) && !ts.isForInStatement(node) && !ts.isForOfStatement(node)) {
      return false;
    }
    const scope = new Scope(outer);
    const { initializer } = node;
    if (initializer !== undefined && ts.isVariableDeclarationList(initializer)) {
      declareList(scope, initializer);
      this.visit(initializer, scope);
    } else if (initializer !== undefined) {
      if (ts.isForStatement(node)) this.visit(initializer, scope);
      else this.#target(initializer, scope);
    }
    ts.forEachChild(node, (child) => child === initializer ? undefined : this.visit(child, scope));
    return true;
  }
}
