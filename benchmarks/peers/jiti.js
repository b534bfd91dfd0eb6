/** jiti with its cache of transformed files. The first process that asks fills it. */
import { createJiti } from "jiti";
import { answerQuestions } from "./answer.js";

await answerQuestions(async ({ directory }) => {
  const started = performance.now();
  const jiti = createJiti(import.meta.url, { fsCache: `${directory}/jiti`, moduleCache: false });
  const { total } = await jiti.import(`${directory}/entry.ts`);
  return { ms: performance.now() - started, result: total };
});
