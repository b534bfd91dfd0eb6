/** Parsers of JavaScript: the number of top-level statements of a body. */
import { parse as parseMeriyah } from "meriyah";
import { parseSync } from "oxc-parser";
import { answerQuestions } from "./answer.js";

const PARSERS = {
  meriyah: (body) => parseMeriyah(body, { sourceType: "script" }).body.length,
  "oxc-parser": (body) => {
    const { program } = parseSync("body.js", body, { sourceType: "script" });
    // The directive is kept beside the statements or among them, as versions go.
    return program.body.length + (program.directives?.length ?? 0);
  },
};

await answerQuestions(({ parser, body }) => {
  const started = performance.now();
  const result = PARSERS[parser](body);
  return { ms: performance.now() - started, result };
});
