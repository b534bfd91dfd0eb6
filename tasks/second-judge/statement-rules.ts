/** Statements of the module level: declarations only. */
import ts from "typescript";
import { judgeComputation, judgeData } from "./data-rules.ts";
import { isConstantMember } from "./enum-rules.ts";
import { bare, hasModifier, holdsValues, isErased } from "./erased-syntax.ts";
import type { JudgedModule } from "./judged-module.ts";
import { knownKind } from "./known-kinds.ts";
import { boundNames } from "./scope.ts";
import { choosesFunction, judgeValue } from "./value-rules.ts";

/** Judges the statements of `module` in order, because a value is known from its line on. */
export function judgeStatements(module: JudgedModule): void {
  let isPrologue = true;
  for (const statement of module.file.statements) {
    const isString = ts.isExpressionStatement(statement) &&
      ts.isStringLiteral(statement.expression);
    isPrologue &&= isString;
    if (!isPrologue && !isErased(statement)) judgeStatement(module, statement);
  }
}

function judgeStatement(module: JudgedModule, statement: ts.Statement): void {
  const { findings } = module;
  if (ts.isVariableStatement(statement)) {
    const { declarations } = statement.declarationList;
    const isJoined = declarations.length > 1 &&
      hasModifier(statement, ts.SyntaxKind.ExportKeyword);
    if (module.isRaw && isJoined) findings.refuse("statement", statement);
    return judgeVariables(module, statement.declarationList);
  }
  if (ts.isEnumDeclaration(statement)) return judgeEnum(module, statement);
  if (ts.isClassDeclaration(statement)) {
    return findings.refuse("class", statement.name ?? statement);
  }
  if (ts.isExportAssignment(statement)) {
    if (!statement.isExportEquals) judgeValue(module, statement.expression);
    return;
  }
  const isDeclarative = ts.isFunctionDeclaration(statement) || ts.isImportDeclaration(statement) ||
    ts.isExportDeclaration(statement) || ts.isImportEqualsDeclaration(statement) ||
    ts.isNamespaceExportDeclaration(statement) || ts.isEmptyStatement(statement) ||
    (ts.isModuleDeclaration(statement) && !holdsValues(statement));
  if (!isDeclarative) findings.refuse("statement", statement);
}

function judgeVariables(module: JudgedModule, list: ts.VariableDeclarationList): void {
  const isConst = (list.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const;
  for (const { name, initializer } of list.declarations) {
    if (!isConst) module.findings.refuse("mutable-binding", name);
    else if (initializer === undefined) module.findings.refuse("syntax", name);
    else if (ts.isIdentifier(name)) {
      const value = judgeValue(module, initializer);
      const binding = module.bindings.byName.get(name.text);
      if (binding !== undefined) binding.value = value;
    } else judgeDestructuring(module, name, initializer);
  }
}

/**
 * A plain pattern reads paths of a value, which is then a value like any other. A pattern with
 * rest, defaults or computed keys, or one over what is no data, is a computation.
 */
function judgeDestructuring(
  module: JudgedModule,
  pattern: ts.BindingPattern,
  initializer: ts.Expression,
): void {
  if (module.isRaw) return module.findings.refuse("value", pattern);
  const node = bare(initializer);
  const known = knownKind(module, node);
  const hasPaths = isPlainPattern(pattern, initializer) &&
    (known === undefined
      ? !ts.isArrowFunction(node) && !ts.isFunctionExpression(node) &&
        !choosesFunction(module, node)
      : known === "reference" || known === "data");
  if (hasPaths && known === undefined) judgeData(module, node);
  else {
    module.findings.compute(pattern.parent);
    judgeComputation(module, pattern.parent);
    if (ts.isAwaitExpression(node)) module.findings.refuse("statement", node);
  }
  for (const { text } of boundNames(pattern)) {
    const binding = module.bindings.byName.get(text);
    if (binding !== undefined) binding.value = "reference";
  }
}

/** Array patterns iterate, except over what is certainly an array. */
function isPlainPattern(pattern: ts.BindingPattern, value: ts.Expression | undefined): boolean {
  if (ts.isArrayBindingPattern(pattern)) {
    if (value === undefined || !ts.isArrayLiteralExpression(value)) return false;
  }
  return pattern.elements.every((element) => {
    if (ts.isOmittedExpression(element)) return true;
    const { propertyName, name, dotDotDotToken, initializer } = element;
    if (dotDotDotToken !== undefined || initializer !== undefined) return false;
    if (propertyName !== undefined && !ts.isIdentifier(propertyName)) {
      if (!ts.isStringLiteralLike(propertyName)) return false;
    }
    return ts.isIdentifier(name) || isPlainPattern(name, undefined);
  });
}

function judgeEnum(module: JudgedModule, declaration: ts.EnumDeclaration): void {
  const isInlined = hasModifier(declaration, ts.SyntaxKind.ConstKeyword);
  if (module.isRaw && !isInlined) return module.findings.refuse("statement", declaration);
  for (const member of declaration.members) {
    if (!isConstantMember(module, declaration, member)) {
      module.findings.refuse("enum-member", member);
    }
  }
  const binding = module.bindings.byName.get(declaration.name.text);
  if (binding !== undefined && !hasModifier(declaration, ts.SyntaxKind.DeclareKeyword)) {
    binding.value = "data";
  }
}
