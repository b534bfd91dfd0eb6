/** S8: `const N = EXPR, M = EXPR;`. */
import type { VariableDeclaration } from "acorn";
import { judgeModuleValue } from "./judge-expression.ts";
import type { ModuleContext, ModuleItem } from "./module-context.ts";
import type { ValueClass } from "./value-class.ts";

const ITEM_KINDS: Readonly<Record<ValueClass, ModuleItem["kind"]>> = {
  prim: "primitive",
  ref: "data",
  data: "data",
  func: "function",
  builder: "builder",
};

/** Judges the declarators of a `const` statement in order. */
export function checkConstants(statement: VariableDeclaration, context: ModuleContext): void {
  for (const { id, init, start, end } of statement.declarations) {
    const name = id.type === "Identifier" ? id.name : "";
    context.subject = name;
    const value = judgeModuleValue(context, init!, "S8");
    context.items.push({
      start,
      end,
      kind: value === undefined ? "unknown" : ITEM_KINDS[value],
      name,
    });
    if (id.type === "Identifier") context.defineConstant(id, value);
    else context.findings.add("S8", "verify:value", id);
  }
}
