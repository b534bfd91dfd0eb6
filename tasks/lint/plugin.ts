/** The lint rules of this workspace, one file a rule. Loaded by `deno lint` through `deno.json`. */
import { asciiSource } from "./rules/ascii-source.ts";
import { denoByName } from "./rules/deno-by-name.ts";
import { headerSentence } from "./rules/header-sentence.ts";
import { noAmbientTimeOrRandom } from "./rules/no-ambient-time-or-random.ts";
import { noDefaultSort } from "./rules/no-default-sort.ts";
import { noDiary } from "./rules/no-diary.ts";
import { noTopLevelArrow } from "./rules/no-top-level-arrow.ts";
import { oneEvaluator } from "./rules/one-evaluator.ts";
import { powersInPowersFiles } from "./rules/powers-in-powers-files.ts";
import { typescriptStaysLazy } from "./rules/typescript-stays-lazy.ts";

const plugin: Deno.lint.Plugin = {
  name: "cf",
  rules: {
    "ascii-source": asciiSource,
    "deno-by-name": denoByName,
    "header-sentence": headerSentence,
    "no-ambient-time-or-random": noAmbientTimeOrRandom,
    "no-default-sort": noDefaultSort,
    "no-diary": noDiary,
    "no-top-level-arrow": noTopLevelArrow,
    "one-evaluator": oneEvaluator,
    "powers-in-powers-files": powersInPowersFiles,
    "typescript-stays-lazy": typescriptStaysLazy,
  },
};

export default plugin;
