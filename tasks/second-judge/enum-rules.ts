/** Members of enums: constants, which the compiler writes out. */
import ts from "typescript";
import { bare } from "./erased-syntax.ts";
import type { JudgedModule } from "./judged-module.ts";
import { targetOf } from "./surroundings.ts";

const STEPS = 32;

/** Whether the value of `member` is known without running anything. */
export function isConstantMember(
  module: JudgedModule,
  declaration: ts.EnumDeclaration,
  member: ts.EnumMember,
): boolean {
  if (member.initializer !== undefined) {
    return constantOf(module, declaration, member.initializer, STEPS) !== undefined;
  }
  const before = declaration.members[declaration.members.indexOf(member) - 1];
  return before === undefined || before.initializer === undefined
    ? before === undefined || isConstantMember(module, declaration, before)
    : constantOf(module, declaration, before.initializer, STEPS) === "number";
}

type Constant = "number" | "string";

function constantOf(
  module: JudgedModule,
  declaration: ts.EnumDeclaration | undefined,
  expression: ts.Expression,
  steps: number,
): Constant | undefined {
  if (steps === 0) return undefined;
  const node = bare(expression);
  const inner = (part: ts.Expression) => constantOf(module, declaration, part, steps - 1);
  if (ts.isNumericLiteral(node)) return "number";
  if (ts.isStringLiteralLike(node)) return "string";
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.every((span) => inner(span.expression) !== undefined)
      ? "string"
      : undefined;
  }
  if (ts.isPrefixUnaryExpression(node)) {
    return inner(node.operand) === "number" ? "number" : undefined;
  }
  if (ts.isBinaryExpression(node)) {
    const [left, right] = [inner(node.left), inner(node.right)];
    if (left === undefined || right === undefined) return undefined;
    if (left === "number" && right === "number") return "number";
    return node.operatorToken.kind === ts.SyntaxKind.PlusToken ? "string" : undefined;
  }
  if (ts.isIdentifier(node)) return constantName(module, declaration, node, steps);
  return ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
    ? constantPath(module, node, steps)
    : undefined;
}

function constantName(
  module: JudgedModule,
  declaration: ts.EnumDeclaration | undefined,
  node: ts.Identifier,
  steps: number,
): Constant | undefined {
  if (declaration !== undefined) {
    const found = memberOf(module, declaration.name.text, node.text);
    if (found !== undefined) return constantMember(module, found, steps);
  }
  if (module.isFree(node)) {
    return node.text === "NaN" || node.text === "Infinity" ? "number" : undefined;
  }
  const variable = module.bindingOf(node)?.name.parent;
  return variable !== undefined && ts.isVariableDeclaration(variable) &&
      variable.initializer !== undefined && variable.type === undefined
    ? constantOf(module, undefined, variable.initializer, steps - 1)
    : undefined;
}

/** `Other.member` or `Other["member"]`. */
function constantPath(
  module: JudgedModule,
  node: ts.PropertyAccessExpression | ts.ElementAccessExpression,
  steps: number,
): Constant | undefined {
  const key = ts.isPropertyAccessExpression(node)
    ? node.name.text
    : ts.isStringLiteralLike(node.argumentExpression)
    ? node.argumentExpression.text
    : undefined;
  if (key === undefined || !ts.isIdentifier(node.expression)) return undefined;
  const found = memberOf(module, node.expression.text, key);
  if (found !== undefined) return constantMember(module, found, steps);
  return importedConstant(module, node.expression, key);
}

/** A member of an enum that another module of the program exports where it declares it. */
function importedConstant(
  module: JudgedModule,
  name: ts.Identifier,
  key: string,
): Constant | undefined {
  const binding = module.bindingOf(name);
  if (binding?.kind !== "import") return undefined;
  const target = targetOf(module.surroundings, module.path, binding.from!);
  const members = module.surroundings.files.get(target ?? "")?.statements
    .filter(ts.isEnumDeclaration).filter((each) => each.name.text === binding.imported)
    .flatMap((each) => [...each.members]);
  const member = members?.find((each) => nameOf(each) === key);
  if (member === undefined) return undefined;
  const { initializer } = member;
  return initializer !== undefined && ts.isStringLiteralLike(initializer) ? "string" : "number";
}

function constantMember(
  module: JudgedModule,
  member: ts.EnumMember,
  steps: number,
): Constant | undefined {
  const { initializer, parent } = member;
  if (initializer !== undefined) return constantOf(module, parent, initializer, steps - 1);
  return isConstantMember(module, parent, member) ? "number" : undefined;
}

function memberOf(
  module: JudgedModule,
  enumName: string,
  name: string,
): ts.EnumMember | undefined {
  return module.file.statements.filter(ts.isEnumDeclaration)
    .filter((each) => each.name.text === enumName)
    .flatMap(({ members }) => [...members])
    .find((member) => nameOf(member) === name);
}

function nameOf({ name }: ts.EnumMember): string {
  const literal = ts.isComputedPropertyName(name) ? name.expression : name;
  return ts.isStringLiteralLike(literal) || ts.isIdentifier(literal) ? literal.text : "";
}
