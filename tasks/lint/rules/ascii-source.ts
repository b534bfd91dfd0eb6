/** `ascii-source`: no character can hide in a review; drawings in comments are the exception. */
import { isShipped } from "../files.ts";

/** ASCII, and the box-drawing and arrow characters that drawings use. */
// deno-lint-ignore no-control-regex -- the range of ASCII begins with the control characters
const NOT_ASCII = /[^\u0000-\u007f\u2500-\u257f\u25b2-\u25c4\u2190-\u2193]/;

export const asciiSource: Deno.lint.Rule = {
  create(context) {
    if (!isShipped(context.filename)) return {};
    return {
      Program() {
        const text = context.sourceCode.text;
        const at = text.search(NOT_ASCII);
        if (at < 0) return;
        const code = text.codePointAt(at)!.toString(16).padStart(4, "0");
        context.report({
          range: [at, at + 1],
          message: `U+${code.toUpperCase()} is not ASCII.`,
          hint: "Write it as an escape, with the character's name beside it.",
        });
      },
    };
  },
};
