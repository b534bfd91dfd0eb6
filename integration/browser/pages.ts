/** The pages of the suite: unit tests that run unchanged where there is no Deno, and drivers. */
import { pathToFileURL } from "node:url";
import { workspacePath } from "../harness/workspace-path.ts";
import type { DataName } from "./corpus/page-data.ts";

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
  "compilation-cache": ["attestation"],
  runner: [
    ...["sandbox-compartment", "sandbox-foreign-lockdown", "plain-data", "harden"],
    ...["esm-module-loader", "module-export-write-once", "module-record-compiler"],
    ...["esm-engine", "esm-source-location", "compiled-pieces"],
  ],
};

/** Tests of these files that say nothing in a page, by page, each with its reason. */
const WITHOUT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "sandbox-verifier-limits": {
    "time is linear in every shape": "the clock of a page is coarse",
  },
  "runner-plain-data": {
    "plain data refuses proxy that throws with its path":
      "no page tells a proxy of its host from data",
  },
};

/** Files of `page/` that are a page of their own, with the data that they read. */
const DRIVERS: Readonly<Record<string, readonly DataName[]>> = {
  sandbox: [],
  "accepted-bodies": ["accepted"],
  programs: ["programs"],
  "strict-load": ["programs"],
  attacks: ["attacks"],
};

export interface PageEntry {
  readonly name: string;
  /** The text of its entry module. */
  readonly text: string;
  readonly data: readonly DataName[];
}

/** The entry modules of all pages. */
export function pageEntries(): PageEntry[] {
  const page = pathToFileURL(workspacePath("integration/browser/page/")).href;
  const drivers = Object.entries(DRIVERS).map(([name, data]) => ({
    name,
    text: `import "${page}${name}.ts";\n`,
    data,
  }));
  const tests = Object.entries(TEST_FILES).flatMap(([owner, names]) =>
    names.map((name) => {
      const file = workspacePath(`packages/${owner}/test/${name}.test.ts`);
      return testEntry(`${owner}-${name}`, page, pathToFileURL(file).href);
    })
  );
  return [...tests, ...drivers];
}

function testEntry(name: string, page: string, tests: string): PageEntry {
  const text = [
    `import { runTests } from "${page}deno-tests.ts";`,
    `import { sendReport } from "${page}report.ts";`,
    // What these tests import may look at Deno as it is loaded.
    `await import("${tests}");`,
    `await sendReport(await runTests(${JSON.stringify(WITHOUT[name] ?? {})}));`,
    "",
  ].join("\n");
  return { name, text, data: [] };
}
