/** isolated-vm: synchronous calls of a function in another isolate. */
import ivm from "isolated-vm";
import { answerQuestions } from "./answer.js";

const isolate = new ivm.Isolate();
const context = isolate.createContextSync();
const step = context.evalSync("(value) => value + 1", { reference: true });

await answerQuestions(({ times }) => {
  const started = performance.now();
  let value = 0;
  for (let i = 0; i < times; i++) value = step.applySync(undefined, [value]);
  return { ms: performance.now() - started, result: value };
});
