/**
 * Every program of `packages/patterns` through the command line: checked twice (the second time
 * from the store, without TypeScript), then its scenario is run.
 */
import assert from "node:assert/strict";
import { jsonOf, runCf } from "../harness/child-process.ts";
import type { Case, Suite } from "../harness/suite.ts";
import { withTemporaryDirectory } from "../harness/temporary-directory.ts";

const PROGRAMS = new URL("../../packages/patterns/", import.meta.url).pathname;

interface CheckReport {
  ok: boolean;
  programs: {
    entryIdentity: string;
    modules: { path: string; identity: string; origin: string | null }[];
    diagnostics: { code: string; message: string }[];
    counters: { typescriptLoads: number };
  }[];
}

interface RunReport {
  ok: boolean;
  steps: { ok: boolean; expectations: { path: string; ok: boolean; actual: unknown }[] }[];
  errors: { message: string }[];
}

export const patternsSuite: Suite = {
  name: "patterns",
  cases: async () => {
    const cases: Case[] = [];
    for await (const entry of Deno.readDir(PROGRAMS)) {
      if (!entry.isDirectory || entry.name === "test") continue;
      cases.push({ name: entry.name, run: () => checkAndRun(entry.name) });
    }
    return cases.sort((a, b) => a.name < b.name ? -1 : 1);
  },
};

async function checkAndRun(name: string): Promise<string> {
  const file = `${PROGRAMS}${name}/main.tsx`;
  return await withTemporaryDirectory(async (store) => {
    const scenario = `${PROGRAMS}${name}/${name}.scenario.json`;
    const run = await runCf(["run", file, "--store", store, "--events", `@${scenario}`, "--json"]);
    const played = jsonOf<RunReport>(run);
    const failed = played.steps.flatMap((step) => step.expectations.filter((each) => !each.ok));
    assert.deepEqual(failed, []);
    assert.deepEqual(played.errors, []);
    assert.equal(run.code, 0);

    const check = ["check", file, "--store", store, "--until", "instantiate", "--json"];
    const first = await runCf(check);
    const report = jsonOf<CheckReport>(first).programs[0]!;
    assert.deepEqual(report.diagnostics, []);
    assert.equal(first.code, 0);
    const code = report.modules.filter((module) => module.origin !== null);
    assert.ok(code.length > 0);
    for (const module of code) assert.equal(module.origin, "cache", module.path);
    assert.equal(report.counters.typescriptLoads, 0);
    return `${report.modules.length} modules, ${played.steps.length} steps`;
  });
}
