/** Bundles the program in each directory that is named, as `bundle.json` beside it. */
import "ses";
import { writeFile } from "node:fs/promises";
import bundleSource from "@endo/bundle-source";
import { answerQuestions } from "./answer.js";

await answerQuestions(async ({ directories }) => {
  for (const directory of directories) {
    const bundle = await bundleSource(`${directory}/entry.ts`, { format: "endoZipBase64" });
    await writeFile(`${directory}/bundle.json`, JSON.stringify(bundle));
  }
  return { ms: 0, result: directories.length };
});
