/**
 * Every program of `packages/patterns` through the command line: checked, checked again in a fresh
 * process that finds everything in the store, then every scenario beside it is run, and the piece
 * that it leaves is resumed by address in a process that has neither its source nor TypeScript. Then
 * the scenario is run again with a process for every event, and the tests beside it by `cf test`.
 */
import assert from "node:assert/strict";
import { sortedUtf8 } from "@commonfabric/canonical";
import { type ChildResult, jsonOf, runCf } from "../harness/child-process.ts";
import type { Case, Suite } from "../harness/suite.ts";
import { withoutTypeScript } from "../harness/without-typescript.ts";
import { workspacePath } from "../harness/workspace-path.ts";
import { withTemporaryDirectory } from "../harness/temporary-directory.ts";
import { patternTestCases } from "./pattern-tests.ts";
import { singleEvents } from "./single-events.ts";

const PROGRAMS = workspacePath("packages/patterns/");

/** Programs whose events build on data of the session, which ends with the process. */
const OF_A_SESSION: ReadonlySet<string> = new Set(["room"]);

interface CheckedProgram {
  readonly ok: boolean;
  readonly reached: string | null;
  readonly entryIdentity: string;
  readonly modules: readonly CheckedModule[];
  readonly diagnostics: readonly { severity: string; code: string; message: string }[];
  readonly counters: { readonly typescriptLoads: number; readonly modulesEmitted: number };
}

interface CheckedModule {
  readonly path: string;
  readonly identity: string;
  /** `null` for a file that has no body. */
  readonly origin: "compiled" | "cache" | "carried" | null;
}

interface RunReport {
  readonly ok: boolean;
  readonly entryIdentity: string | null;
  readonly pattern: { readonly identity: string; readonly symbol: string };
  readonly piece: string;
  readonly resumed: boolean;
  readonly stateDigest: string;
  readonly steps: readonly {
    ok: boolean;
    expectations: readonly { path: string; ok: boolean; actual: unknown }[];
  }[];
  readonly errors: readonly { message: string }[];
  readonly counters: {
    readonly typescriptLoads: number;
    readonly sourceDigests: number;
    readonly computationRuns: number;
    readonly identityStability: { readonly unstable: number };
  };
}

export const patternsSuite: Suite = {
  name: "patterns",
  cases: async () => {
    const programs: string[] = [];
    for await (const { name, isDirectory } of Deno.readDir(PROGRAMS)) {
      if (isDirectory && name !== "test") programs.push(name);
    }
    return [
      ...sortedUtf8(programs).map((name): Case => ({ name, run: () => checkAndRun(name) })),
      ...patternTestCases(PROGRAMS),
    ];
  },
};

async function checkAndRun(name: string): Promise<string> {
  const directory = `${PROGRAMS}${name}`;
  const file = `${directory}/main.tsx`;
  return await withTemporaryDirectory(async (store) => {
    const check = ["check", file, "--store", store, "--until", "instantiate", "--json"];
    const cold = programOf(await runCf(check));
    expectOrigins(cold, "compiled");
    assert.equal(cold.counters.typescriptLoads, 1);
    assert.equal(cold.counters.modulesEmitted, bodiesOf(cold).length);

    const warm = programOf(await runCf(check));
    expectOrigins(warm, "cache");
    assert.equal(warm.counters.typescriptLoads, 0);
    assert.equal(warm.entryIdentity, cold.entryIdentity);
    assert.deepEqual(warm.modules.map(identityOf), cold.modules.map(identityOf));

    const scenarios = await scenariosOf(directory);
    assert.ok(scenarios.length > 0, `no scenario in ${directory}`);
    let steps = 0;
    let restarts = 0;
    for (const scenario of scenarios) {
      const run = await runCf(["run", file, "--store", store, "--events", scenario, "--json"]);
      const report = playedOf(run);
      assert.equal(report.resumed, false);
      assert.equal(report.entryIdentity, cold.entryIdentity);
      await resume(name, report, store);
      steps += report.steps.length;
      restarts += await runWithRestarts(name, scenario, store);
    }
    return `${cold.modules.length} modules, ${steps} steps, ${restarts} restarts`;
  });
}

/**
 * The piece in a process of its own: the same state, nothing compiled, no source read and nothing
 * computed, apart from what is lost with a session.
 */
async function resume(name: string, left: RunReport, store: string): Promise<void> {
  const run = ["run", "--piece", left.piece, "--store", store, "--json"];
  const configuration = await withoutTypeScript(`${store}/without-typescript`);
  const report = playedOf(await runCf(run, { configuration }));
  assert.equal(report.resumed, true);
  assert.deepEqual(report.pattern, left.pattern);
  assert.equal(report.stateDigest, left.stateDigest);
  assert.equal(report.counters.sourceDigests, 0);
  if (!OF_A_SESSION.has(name)) assert.equal(report.counters.computationRuns, 0);
}

/**
 * The scenario with a process for every event, or for every step where events build on data of the
 * session, each without source and TypeScript. Between every two of them a process only looks: it
 * computes nothing. Gives the number of processes with events.
 */
async function runWithRestarts(name: string, scenario: string, store: string): Promise<number> {
  const file = `${PROGRAMS}${name}/main.tsx`;
  const create = ["run", file, "--store", store, "--cause", "restarts", "--json"];
  const { piece } = playedOf(await runCf(create));
  const configuration = await withoutTypeScript(`${store}/without-typescript`);
  const whole = JSON.parse(await Deno.readTextFile(scenario));
  const steps = OF_A_SESSION.has(name) ? whole : singleEvents(whole);
  const look = ["run", "--piece", piece, "--store", store, "--json"];
  for (const step of steps) {
    const events = `${store}/event.json`;
    await Deno.writeTextFile(events, JSON.stringify([step]));
    const report = playedOf(await runCf([...look, "--events", events], { configuration }));
    assert.equal(report.resumed, true);
    assert.equal(report.piece, piece);
    if (OF_A_SESSION.has(name)) continue;
    const { counters } = playedOf(await runCf(look, { configuration }));
    assert.equal(counters.computationRuns, 0);
  }
  return steps.length;
}

function playedOf(result: ChildResult): RunReport {
  const report = jsonOf<RunReport>(result);
  const failed = report.steps.flatMap((step) => step.expectations.filter(({ ok }) => !ok));
  assert.deepEqual(failed, []);
  assert.deepEqual(report.errors, []);
  assert.ok(report.ok && report.steps.every(({ ok }) => ok));
  assert.equal(result.code, 0);
  assert.equal(report.counters.typescriptLoads, 0);
  assert.equal(report.counters.identityStability.unstable, 0);
  return report;
}

function programOf(result: ChildResult): CheckedProgram {
  const program = jsonOf<{ programs: readonly CheckedProgram[] }>(result).programs[0]!;
  assert.deepEqual(program.diagnostics.filter(({ severity }) => severity === "error"), []);
  assert.ok(program.ok);
  assert.equal(program.reached, "instantiate");
  assert.equal(result.code, 0);
  return program;
}

function bodiesOf({ modules }: CheckedProgram): readonly CheckedModule[] {
  return modules.filter(({ origin }) => origin !== null);
}

function expectOrigins(program: CheckedProgram, expected: CheckedModule["origin"]): void {
  const bodies = bodiesOf(program);
  assert.ok(bodies.length > 0);
  for (const { path, origin } of bodies) assert.equal(origin, expected, path);
}

function identityOf({ path, identity }: CheckedModule): readonly [string, string] {
  return [path, identity];
}

async function scenariosOf(directory: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of Deno.readDir(directory)) {
    if (name.endsWith(".scenario.json")) names.push(name);
  }
  return sortedUtf8(names).map((name) => `${directory}/${name}`);
}
