/**
 * `deno task integration [--port-offset=N] [--junit-dir=DIR] [suite] [filter]`: whole processes
 * against real stores. Without a suite, all run that need not be named.
 */
import { parseArgs } from "node:util";
import { junitXml } from "./harness/junit.ts";
import { type CaseResult, runSuite, type Suite } from "./harness/suite.ts";
import { browserSuite } from "./browser/suite.ts";
import { patternsSuite } from "./patterns/suite.ts";
import { patternsReloadSuite } from "./patterns-reload/suite.ts";

const SUITES: readonly { suite: Suite; onlyByName: boolean }[] = [
  { suite: patternsSuite, onlyByName: false },
  { suite: patternsReloadSuite, onlyByName: true },
  { suite: browserSuite, onlyByName: false },
];

async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { "port-offset": { type: "string" }, "junit-dir": { type: "string" } },
  });
  const [asked, filter = ""] = positionals;
  const names = SUITES.map(({ suite }) => suite.name);
  if (asked !== undefined && !names.includes(asked)) {
    console.error(`integration: unknown suite: "${asked}" (known: ${names.join(", ")})`);
    return 2;
  }
  if (values["port-offset"] !== undefined) {
    console.error("integration: --port-offset: no suite starts a server");
    return 2;
  }
  const chosen = SUITES.filter(({ suite, onlyByName }) =>
    asked === undefined ? !onlyByName : suite.name === asked
  );
  const results: CaseResult[] = [];
  for (const { suite } of chosen) {
    const done = await runSuite(suite, filter, (result) => {
      const mark = result.failure !== null ? "FAIL" : result.isSkipped ? "skip" : "ok  ";
      const remark = result.remark === "" ? "" : `  ${result.remark}`;
      console.log(`${mark} ${suite.name}: ${result.name} (${result.ms.toFixed(0)} ms)${remark}`);
      if (result.failure !== null) console.log(result.failure.replace(/^/gm, "     "));
    });
    const failed = done.filter((result) => result.failure !== null).length;
    const skipped = done.filter((result) => result.isSkipped).length;
    const passed = done.length - failed - skipped;
    console.log(`${suite.name}: ${passed} passed, ${failed} failed, ${skipped} skipped`);
    results.push(...done);
  }
  if (results.length === 0) {
    console.error(`integration: nothing matches "${filter}"`);
    return 1;
  }
  const junit = values["junit-dir"];
  if (junit !== undefined) {
    await Deno.mkdir(junit, { recursive: true });
    await Deno.writeTextFile(`${junit}/integration.xml`, junitXml(results));
  }
  return results.some((result) => result.failure !== null) ? 1 : 0;
}

// In a locked-down realm a rejected top-level await would end the process with exit code 0.
let exitCode = 1;
try {
  exitCode = await main(Deno.args);
} catch (error) {
  console.error(error);
}
Deno.exit(exitCode);
