/** `importBundle` of a zip in a locked-down realm. */
import "ses";
import { readFileSync } from "node:fs";

lockdown({ consoleTaming: "unsafe", errorTaming: "safe", overrideTaming: "moderate" });
const { importBundle } = await import("@endo/import-bundle");
const { answerQuestions } = await import("./answer.js");

await answerQuestions(async ({ directory }) => {
  const bundle = JSON.parse(readFileSync(`${directory}/bundle.json`, "utf8"));
  const started = performance.now();
  const { total } = await importBundle(bundle);
  return { ms: performance.now() - started, result: total };
});
