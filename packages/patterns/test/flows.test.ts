/** Every program of this package does what its scenario says, also when each step has a process of its own. */
import { strict as assert } from "node:assert";
import { IS_SWEEP } from "../../canonical/test/support/runs.ts";
import type { Counters } from "@commonfabric/contract";
import type { Runtime } from "@commonfabric/runner";
import {
  createPiece,
  openRuntime,
  type PatternProgram,
  patternPrograms,
  resumePiece,
  runStep,
} from "./support/scenario.ts";

for (const [index, program] of patternPrograms().entries()) {
  Deno.test(`${program.name} does what its scenario says`, async () => {
    await inStoreDirectory((directory) => runThrough(directory, program));
  });

  // Suite `patterns` of the integration restarts them all.
  if (!IS_SWEEP && index % 3 !== 0) continue;
  Deno.test(`${program.name} goes on after a restart at every step, compiling nothing`, async () => {
    await inStoreDirectory((directory) => runWithRestarts(directory, program));
  });
}

Deno.test("there are at least thirty programs, and most have several modules", async () => {
  const programs = patternPrograms();
  assert.ok(programs.length >= 30);
  await inStoreDirectory((directory) =>
    withRuntime(directory, async (runtime) => {
      const sizes = await Promise.all(
        programs.map(async ({ resolve }) => (await resolve(runtime)).files.length),
      );
      assert.ok(sizes.filter((files) => files > 1).length * 2 > sizes.length, `${sizes}`);
    })
  );
});

async function runThrough(directory: string, program: PatternProgram): Promise<void> {
  await withRuntime(directory, async (runtime) => {
    await createPiece(runtime, program);
    for (const [index, step] of program.steps.entries()) {
      await runStep(runtime, step, `step ${index + 1}`);
    }
  });
}

async function runWithRestarts(directory: string, program: PatternProgram): Promise<void> {
  await withRuntime(directory, (runtime) => createPiece(runtime, program));
  for (const [index, step] of program.steps.entries()) {
    await withRuntime(directory, async (runtime) => {
      await resumePiece(runtime);
      await runStep(runtime, step, `step ${index + 1} after a restart`);
      assertNothingCompiled(runtime);
    });
  }
}

function assertNothingCompiled(runtime: Runtime): void {
  const { typescriptLoads, programsCreated, modulesEmitted, misses, modulesEvaluated } = runtime
    .counters();
  const compiled: Partial<Counters> = { typescriptLoads, programsCreated, modulesEmitted, misses };
  assert.deepEqual(compiled, {
    typescriptLoads: 0,
    programsCreated: 0,
    modulesEmitted: 0,
    misses: 0,
  });
  assert.ok(modulesEvaluated > 0, "the code came from the store");
  const compileEvents = runtime.patterns.events.recent()
    .filter(({ type }) => type === "compiled" || type === "cacheMiss" || type === "loadFailed");
  assert.deepEqual(compileEvents, []);
}

async function withRuntime(
  directory: string,
  body: (runtime: Runtime) => Promise<void>,
): Promise<void> {
  const { runtime, reported } = openRuntime(directory);
  try {
    await body(runtime);
    assert.deepEqual(reported, []);
  } finally {
    await runtime.dispose();
  }
}

async function inStoreDirectory(body: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await body(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}
