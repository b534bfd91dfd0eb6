/**
 * How far the imports at the head of a body reach. Up to there a body only links: it reads no value
 * of another module, so the loader may run that part of every member of an import cycle before the
 * rest of any, which makes import bindings live when a partner calls a function during load.
 */
import type { AnyNode, Expression, Program } from "acorn";
import type { ModuleContext } from "./module-context.ts";
import { callOf, isVoidZero } from "./shapes.ts";

/** The end of the last `require` statement of the linking head; 0 when it has none. */
export function leadingImportsEnd(program: Program, context: ModuleContext): number {
  let end = 0;
  for (const statement of program.body) {
    const role = roleOf(statement, context);
    if (role === "other") break;
    if (role === "import") end = statement.end;
  }
  return end;
}

type Role = "import" | "link" | "other";

function roleOf(statement: AnyNode, context: ModuleContext): Role {
  switch (statement.type) {
    case "EmptyStatement":
    case "FunctionDeclaration":
      return "link";
    case "VariableDeclaration": {
      const isImport = statement.declarations.every(({ id }) =>
        id.type === "Identifier" && context.bindings.get(id.name)?.kind === "import"
      );
      return isImport ? "import" : "other";
    }
    case "ExpressionStatement":
      return statement.directive === undefined
        ? roleOfExpression(statement.expression, context)
        : "link";
    default:
      return "other";
  }
}

function roleOfExpression(expression: Expression, context: ModuleContext): Role {
  if (expression.type === "CallExpression") {
    const isImport = isCallOf(expression, "require") || isCallOf(expression, "__exportStar");
    if (isImport) return "import";
    // What the grammar accepts as a call of a member defines the flag or the getter of a re-export.
    return expression.callee.type === "MemberExpression" ? "link" : "other";
  }
  if (expression.type !== "AssignmentExpression") return "other";
  let value: Expression = expression.right;
  while (value.type === "AssignmentExpression") value = value.right;
  if (isCallOf(value, "require") || isCallOf(value, "__importStar")) return "import";
  if (isVoidZero(value)) return "link";
  const kind = value.type === "Identifier" ? context.bindings.get(value.name)?.kind : undefined;
  return kind === "function" || kind === "import" ? "link" : "other";
}

function isCallOf(node: AnyNode, callee: string): boolean {
  return callOf(node, callee) !== undefined;
}
