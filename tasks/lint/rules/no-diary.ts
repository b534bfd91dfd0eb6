/** `no-diary`: comments describe the artifact, never how or when it was made. */
import { isShipped } from "../files.ts";

const DIARY =
  /\b(?:as discussed|legacy|for now|not implemented|todo|fixme|xxx)\b|\bphase [0-9]|\bissue #?[0-9]/i;

export const noDiary: Deno.lint.Rule = {
  create(context) {
    if (!isShipped(context.filename)) return {};
    return {
      Program() {
        for (const comment of context.sourceCode.getAllComments()) {
          const found = DIARY.exec(comment.value);
          if (found === null) continue;
          context.report({
            range: comment.range,
            message: `The comment keeps a diary ("${found[0]}").`,
            hint: "Say what holds, or say nothing.",
          });
        }
      },
    };
  },
};
