/** Both judgements of one program, compared. */
import { hostTable } from "@commonfabric/api";
import { disagreements } from "../../disagreements.ts";
import { judgeProgram } from "../../judge-program.ts";
import { type ChainAnswer, loadChain } from "./load-chain.ts";
import type { Judgement } from "../../judgement.ts";

export interface Compared {
  readonly path: string;
  readonly judgement: Judgement;
  readonly answer: ChainAnswer;
  readonly disagreements: readonly string[];
}

/** The comparison of each code file of `files`, in order. */
export function compareProgram(
  files: Readonly<Record<string, string>>,
  dataFiles: readonly string[] = [],
): readonly Compared[] {
  const judgements = judgeProgram({ files, dataFiles }, hostTable);
  const code = Object.keys(files).filter((path) => !dataFiles.includes(path));
  const answers = loadChain({
    main: code[0]!,
    sourceRoots: code.slice(1),
    files: Object.entries(files).map(([name, contents]) => ({ name, contents })),
    dataFiles,
  });
  return [...judgements].map(([path, judgement]) => {
    const answer = answers.get(path);
    if (answer === undefined) throw new Error(`There is no answer for "${path}".`);
    return { path, judgement, answer, disagreements: disagreements(judgement, answer) };
  });
}
