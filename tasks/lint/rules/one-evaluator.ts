/**
 * `one-evaluator`: text becomes code in the files of this table and nowhere else. What is refused is
 * every mention of a way to new code, not only a call: an alias would be one as well.
 */
import { isShipped, repositoryPath } from "../files.ts";

/** The files that may make code, and what each may use. */
const EVALUATORS: ReadonlyMap<string, readonly string[]> = new Map([
  ["packages/runner/sandbox/evaluate-in-compartment.ts", ["evaluate", "importNow"]],
  // A thread of constant text in a process without permissions.
  ["packages/isolate/guest/watch-thread-powers.ts", ["Worker"]],
]);
/** The types of ses name what the evaluator calls. */
const TYPES_OF_SES = "packages/runner/sandbox/ses-globals.ts";
const LAZY_COMPILER =
  /^packages\/(?:js-compiler\/ensure-compiler|runner\/[\w/-]+-compiler(?:-powers)?)\.ts$/;
const WAYS: ReadonlySet<string> = new Set(["evaluate", "importNow"]);
const CODE_MODULES = /^(?:node:)?(?:vm|worker_threads|module|repl|inspector)$/;

export const oneEvaluator: Deno.lint.Rule = {
  create(context) {
    const path = repositoryPath(context.filename);
    if (!isShipped(context.filename)) return {};
    const allowed = EVALUATORS.get(path) ?? [];
    const refuse = (node: Deno.lint.Node, what: string) =>
      context.report({
        node,
        message: `${what} makes code outside ${[...EVALUATORS.keys()].join(", ")}.`,
        hint: "Hand the text to evaluateInCompartment with its verdict.",
      });
    return {
      MemberExpression(node) {
        const name = memberName(node);
        if (name === undefined || !WAYS.has(name) || path === TYPES_OF_SES) return;
        if (!allowed.includes(name)) refuse(node, `${name}()`);
      },
      Identifier(node) {
        if (node.name === "eval" || node.name === "Function") {
          if (isReference(node)) refuse(node, node.name);
        }
      },
      NewExpression(node) {
        const isWorker = node.callee.type === "Identifier" && node.callee.name === "Worker";
        if (isWorker && !allowed.includes("Worker")) {
          refuse(node, "A worker");
        }
      },
      ImportDeclaration(node) {
        if (CODE_MODULES.test(node.source.value)) refuse(node, `"${node.source.value}"`);
      },
      "CallExpression[callee.name=/^set(?:Timeout|Interval)$/]"(node: Deno.lint.CallExpression) {
        const [first] = node.arguments;
        if (first?.type === "Literal" || first?.type === "TemplateLiteral") {
          refuse(node, "A timer with a text");
        }
      },
      ImportExpression(node) {
        const literal = node.source.type === "Literal";
        if (literal && (LAZY_COMPILER.test(path) || path.startsWith("packages/cli/"))) return;
        refuse(node, "A dynamic import");
      },
    };
  },
};

function memberName(node: Deno.lint.MemberExpression): string | undefined {
  const { property } = node;
  if (!node.computed) return property.type === "Identifier" ? property.name : undefined;
  return property.type === "Literal" ? String(property.value) : undefined;
}

/** Neither the name of a member or a property, nor a type, nor the shared prototype. */
function isReference(node: Deno.lint.Identifier): boolean {
  const { parent } = node;
  if (parent.type.startsWith("TS") || parent.type === "ImportSpecifier") return false;
  if (parent.type === "Property") return parent.value === node;
  if (parent.type !== "MemberExpression") return true;
  if (parent.object !== node) return parent.computed;
  return memberName(parent) !== "prototype";
}
