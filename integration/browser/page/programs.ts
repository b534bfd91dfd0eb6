/**
 * Programs that were compiled in Deno, in a page: equal identities, equal namespaces, equal pattern
 * graphs, and errors at authored positions.
 */
import assert from "node:assert/strict";
import { computeModuleIdentities } from "@commonfabric/module-identity";
import { ensureLockdown } from "../../../packages/runner/sandbox/lockdown.ts";
import { engineWith } from "../../../tasks/attacks/sandbox.ts";
import type { CompiledProgram } from "../corpus/compiled-program.ts";
import { describeLoad } from "../corpus/describe-load.ts";
import { AUTHORED_FRAMES, authoredFrames, thrownBy } from "../corpus/throwing-program.ts";
import { type Check, runChecks } from "./checks.ts";
import { loadProgram } from "./load-program.ts";
import { readData, sendReport } from "./report.ts";

const programs = await readData<readonly CompiledProgram[]>("programs");
const { getStackString } = ensureLockdown();

function* checks(): Iterable<readonly [string, Check]> {
  for (const program of programs) {
    yield [`${program.name} has the identities of Deno`, () => checkIdentities(program)];
    yield [`${program.name} loads as in Deno`, () => checkLoad(program)];
  }
  const throwing = programs.find(({ name }) => name === "throwing")!;
  for (const name of Object.keys(AUTHORED_FRAMES)) {
    yield [`${name} throws at its authored position`, () => checkFrames(throwing, name)];
  }
}

function checkIdentities({ main, files, dataFiles, identities }: CompiledProgram): void {
  const computed = computeModuleIdentities({ main, files, dataFiles });
  const found = [...computed].map(([path, { identity }]) => [path, identity]);
  assert.deepEqual(Object.fromEntries(found), identities);
}

function checkLoad(program: CompiledProgram): void {
  const engine = engineWith();
  assert.deepEqual(describeLoad(loadProgram(engine, program)), program.described);
  const { emittedParses, modulesEvaluated, typescriptLoads } = engine.counters;
  assert.deepEqual(
    [emittedParses, modulesEvaluated, typescriptLoads],
    [program.modules.length, program.evaluated, 0],
  );
}

async function checkFrames(program: CompiledProgram, name: string): Promise<void> {
  const engine = engineWith();
  const { main } = loadProgram(engine, program);
  const error = await thrownBy(main[name]);
  const stack = engine.stackMapper.parse(getStackString(error as Error));
  assert.deepEqual(authoredFrames(stack), AUTHORED_FRAMES[name], stack);
}

await sendReport(await runChecks(checks()));
