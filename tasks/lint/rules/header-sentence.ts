/** `header-sentence`: a file opens by saying what it is for. */
import { isShipped } from "../files.ts";

export const headerSentence: Deno.lint.Rule = {
  create(context) {
    if (!isShipped(context.filename) || /-messages\.ts$|\.generated\.ts$/.test(context.filename)) {
      return {};
    }
    return {
      Program(node) {
        if (/^\s*\/[*/]/.test(context.sourceCode.text)) return;
        context.report({
          node: node.body[0] ?? node,
          message: "The file does not open with a comment that says its role.",
          hint: "Write one or two sentences: what it is, who calls it, what it must not do.",
        });
      },
    };
  },
};
