/** `no-ambient-time-or-random`: clocks and randomness are ports, so that runs can be repeated. */
import { isPowersFile, isShipped } from "../files.ts";

export const noAmbientTimeOrRandom: Deno.lint.Rule = {
  create(context) {
    if (!isShipped(context.filename) || isPowersFile(context.filename)) return {};
    const refuse = (node: Deno.lint.Node, what: string) =>
      context.report({
        node,
        message: `${what} reads the ambient clock or random source.`,
        hint: "Take nowMs() or random() as a port.",
      });
    return {
      'CallExpression[callee.object.name="Date"][callee.property.name="now"]'(node) {
        refuse(node, "Date.now()");
      },
      'CallExpression[callee.object.name="performance"][callee.property.name="now"]'(node) {
        refuse(node, "performance.now()");
      },
      'CallExpression[callee.object.name="Math"][callee.property.name="random"]'(node) {
        refuse(node, "Math.random()");
      },
      'CallExpression[callee.object.name="crypto"]'(node) {
        refuse(node, "crypto.*");
      },
      'NewExpression[callee.name="Date"]'(node) {
        if (node.arguments.length === 0) refuse(node, "new Date()");
      },
    };
  },
};
