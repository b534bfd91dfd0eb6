/** Everything that is asked of one generated program, as findings by question. */
import { graphBreaches } from "../graph/assertions.ts";
import { readEmitted } from "../graph/emitted.ts";
import { rawUses } from "../graph/raw-uses.ts";
import { positionFaults } from "../graph/positions.ts";
import { bodyRejections } from "../verify-body.ts";
import { compareMeanings } from "./compare.ts";
import { compileBatch, type CompiledModule } from "./compile-batch.ts";
import type { Program } from "./generate/program.ts";

/** The questions; each has at most one finding a program. */
export const QUESTIONS = [
  "types",
  "crash",
  "acceptance",
  "verifier",
  "rawUse",
  "graph",
  "position",
  "meaning",
] as const;

export type Question = typeof QUESTIONS[number];

export interface Judgement {
  readonly isRejected: boolean;
  readonly codes: readonly string[];
  readonly findings: ReadonlyMap<Question, string>;
}

const BATCH_SIZE = 50;

/** Judges `programs`; they are compiled in batches. */
export function judgeAll(programs: readonly Program[]): Judgement[] {
  const judged: Judgement[] = [];
  for (let start = 0; start < programs.length; start += BATCH_SIZE) {
    const batch = programs.slice(start, start + BATCH_SIZE);
    const files = Object.fromEntries(batch.map(({ text }, at) => [`/p${at}.tsx`, text]));
    const modules = [...compileBatch(files).values()];
    judged.push(...modules.map((module, at) => judge(module, batch[at]!)));
  }
  return judged;
}

function judge(module: CompiledModule, program: Program): Judgement {
  const findings = new Map<Question, string>();
  const ask = (question: Question, answer: () => string | undefined) => {
    const finding = attempt(answer);
    if (finding !== undefined) findings.set(question, finding);
  };
  ask("types", () => module.typeErrors[0]);
  ask("crash", () => module.findings.find((one) => one.startsWith("transform:internal")));
  const isRejected = module.body === undefined;
  ask("acceptance", () => {
    if (isRejected === program.isRefused) return undefined;
    return isRejected ? module.findings.join("\n") : "a construct without lowering is accepted";
  });
  if (module.body !== undefined) {
    const { body } = module;
    ask("verifier", () => bodyRejections(module.path, body)[0]);
    ask("rawUse", () => rawUses(readEmitted(body))[0]);
    ask("graph", () => graphBreaches(readEmitted(body))[0]);
    ask("position", () => positionFaults(module, body)[0]);
    ask("meaning", () => {
      compareMeanings(new Map([[module.path, module]]), module.path, program.numbers);
      return undefined;
    });
  }
  return { isRejected, codes: module.codes, findings };
}

/** A thrown error is a finding: its message. */
function attempt(answer: () => string | undefined): string | undefined {
  try {
    return answer();
  } catch (error) {
    return error instanceof Error ? `${error.message}` : String(error);
  }
}
