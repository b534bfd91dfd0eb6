/** `no-default-sort`: every sort names its order, and the order of text is UTF-8 bytes. */
import { isShipped } from "../files.ts";

export const noDefaultSort: Deno.lint.Rule = {
  create(context) {
    if (!isShipped(context.filename)) return {};
    const refuse = (node: Deno.lint.Node, what: string) =>
      context.report({
        node,
        message: `${what} orders by UTF-16 units or by the host's locale.`,
        hint: "Use compareUtf8 of @commonfabric/canonical, or another explicit comparator.",
      });
    return {
      "CallExpression[callee.property.name=/^(sort|toSorted)$/]"(node) {
        if (node.arguments.length === 0) refuse(node, "sort() without a comparator");
      },
      'CallExpression[callee.property.name="localeCompare"]'(node) {
        refuse(node, "localeCompare()");
      },
    };
  },
};
