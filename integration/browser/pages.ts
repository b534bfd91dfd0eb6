/** The pages of the suite: unit tests that run unchanged where there is no Deno, and drivers. */
import { pathToFileURL } from "node:url";
import { workspacePath } from "../harness/workspace-path.ts";

/** Test files that run in a page as they are, by page. Each has a page, and so a realm, of its own. */
const TEST_FILES: Readonly<Record<string, readonly string[]>> = {
  canonical: ["canonical"],
  "module-identity": [
    ...["defaults", "explain", "identity", "identity-cost", "program-checks", "vectors"],
    "verify-source-closure",
  ],
  "sandbox-verifier": [
    ...["graph", "leading-imports", "limits", "links", "lockdown", "reject-corpus", "verdict"],
  ],
  runner: [
    ...["sandbox-compartment", "sandbox-foreign-lockdown", "plain-data", "harden"],
    ...["esm-module-loader", "module-export-write-once", "module-record-compiler"],
    ...["esm-engine", "esm-source-location"],
  ],
};

/** Files of `page/` that are a page of their own. */
const DRIVERS: readonly string[] = ["programs", "strict-load", "attacks"];

/** Name and text of the entry module of every page. */
export function pageEntries(): Map<string, string> {
  const page = pathToFileURL(workspacePath("integration/browser/page/")).href;
  const entries = new Map<string, string>();
  for (const name of DRIVERS) entries.set(name, `import "${page}${name}.ts";\n`);
  for (const [owner, names] of Object.entries(TEST_FILES)) {
    for (const name of names) {
      const tests = pathToFileURL(workspacePath(`packages/${owner}/test/${name}.test.ts`)).href;
      entries.set(
        `${owner}-${name}`,
        [
          `import { runTests } from "${page}deno-tests.ts";`,
          `import { sendReport } from "${page}report.ts";`,
          `import "${tests}";`,
          `await sendReport(await runTests());`,
          "",
        ].join("\n"),
      );
    }
  }
  return entries;
}
