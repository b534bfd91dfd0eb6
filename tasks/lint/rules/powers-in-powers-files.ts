/** `powers-in-powers-files`: platform access stays in `*-powers.ts`, so everything else is testable. */
import { isPowersFile, isShipped } from "../files.ts";

const PLATFORM_MODULES =
  /^node:(?:fs|fs\/promises|child_process|net|http|https|os|process|sqlite|worker_threads|async_hooks)$/;

export const powersInPowersFiles: Deno.lint.Rule = {
  create(context) {
    if (!isShipped(context.filename) || isPowersFile(context.filename)) return {};
    const refuse = (node: Deno.lint.Node, what: string) =>
      context.report({
        node,
        message: `${what} is platform access outside a *-powers.ts file.`,
        hint: "Take what you need as a parameter; build it in a *-powers.ts file.",
      });
    return {
      'MemberExpression[object.name="Deno"]'(node) {
        refuse(node, "Deno.*");
      },
      'CallExpression[callee.name="fetch"]'(node) {
        refuse(node, "fetch()");
      },
      'MemberExpression[object.name="process"]'(node) {
        refuse(node, "process.*");
      },
      ImportDeclaration(node) {
        if (PLATFORM_MODULES.test(node.source.value) && node.importKind !== "type") {
          refuse(node, node.source.value);
        }
      },
    };
  },
};
