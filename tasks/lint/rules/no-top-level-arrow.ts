/** `no-top-level-arrow`: exported functions are declarations, so that stacks and docs name them. */
import { isShipped } from "../files.ts";

export const noTopLevelArrow: Deno.lint.Rule = {
  create(context) {
    if (!isShipped(context.filename)) return {};
    return {
      'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator[init.type="ArrowFunctionExpression"]'(
        node,
      ) {
        const declarator = node as Deno.lint.VariableDeclarator;
        if (declarator.id.type === "Identifier" && declarator.id.typeAnnotation) return;
        context.report({
          node,
          message: "An exported function is written as an arrow constant.",
          hint:
            "Write a function declaration, or annotate the constant with the interface it implements.",
        });
      },
    };
  },
};
