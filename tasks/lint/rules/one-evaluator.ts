/**
 * `one-evaluator`: text becomes code in one sandbox file only. The lazy import of the compiler
 * chunk is the one dynamic import.
 */
import { isShipped, repositoryPath } from "../files.ts";

const EVALUATOR = "packages/runner/sandbox/evaluate-in-compartment.ts";
const LOADER = "packages/runner/sandbox/loader.ts";
const LAZY_COMPILER =
  /^packages\/(?:js-compiler\/ensure-compiler|runner\/[\w/-]+-compiler(?:-powers)?)\.ts$/;

export const oneEvaluator: Deno.lint.Rule = {
  create(context) {
    const path = repositoryPath(context.filename);
    if (!isShipped(context.filename) || path === EVALUATOR) return {};
    const refuse = (node: Deno.lint.Node, what: string) =>
      context.report({
        node,
        message: `${what} evaluates text outside ${EVALUATOR}.`,
        hint: "Hand the text to evaluateInCompartment with its verdict.",
      });
    return {
      'CallExpression[callee.type="MemberExpression"][callee.property.name="evaluate"]'(node) {
        refuse(node, "A call of evaluate()");
      },
      'CallExpression[callee.property.name="importNow"]'(node) {
        if (path !== LOADER) refuse(node, "A call of importNow()");
      },
      'CallExpression[callee.name="eval"]'(node) {
        refuse(node, "eval()");
      },
      'CallExpression[callee.name="Function"]'(node) {
        refuse(node, "Function()");
      },
      'NewExpression[callee.name="Function"]'(node) {
        refuse(node, "new Function()");
      },
      ImportExpression(node) {
        const literal = node.source.type === "Literal";
        if (literal && (LAZY_COMPILER.test(path) || path.startsWith("packages/cli/"))) return;
        refuse(node, "A dynamic import");
      },
    };
  },
};
