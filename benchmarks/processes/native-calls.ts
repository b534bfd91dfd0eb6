/** The floor of B11 in a realm that nobody locked down: a question a line, `{ms, result}` a line. */
import { nativeExports } from "../floors/native-call.ts";
import { answerQuestions } from "../peers/answer.js";
import { BORDER_BODY, type BorderCalls, callOften } from "../samples/border-body.ts";

const { step, readGlobals } = nativeExports(BORDER_BODY) as unknown as BorderCalls;

await answerQuestions(({ what, times }: { what: "call" | "globals"; times: number }) => {
  const started = performance.now();
  const result = what === "call" ? callOften(step, times) : readGlobals(times);
  return { ms: performance.now() - started, result };
});
