/**
 * A page that forbids evaluation: the realm is locked down, and the first load says what is wrong.
 * Nothing of it is left behind.
 */
import assert from "node:assert/strict";
import { ensureLockdown } from "../../../packages/runner/sandbox/lockdown.ts";
import { engineWith } from "../../../tasks/attacks/sandbox.ts";
import type { CompiledProgram } from "../corpus/compiled-program.ts";
import { type Check, runChecks } from "./checks.ts";
import { loadProgram } from "./load-program.ts";
import { readData, sendReport } from "./report.ts";

const REFUSED = {
  name: "EvaluationForbiddenError",
  message: "This page forbids evaluation (Content-Security-Policy); the sandbox cannot run here.",
};

const programs = await readData<readonly CompiledProgram[]>("programs");
const program = programs.find(({ name }) => name === "throwing")!;

const checks: readonly (readonly [string, Check])[] = [
  ["the page forbids evaluation", () => {
    // What a page could do without our layers, so that the check below means something.
    assert.throws(() => Reflect.construct(Reflect.get(globalThis, "Function"), ["return 1"]));
  }],
  ["lockdown succeeds", () => {
    ensureLockdown();
    assert.ok(Object.isFrozen(Object.prototype));
  }],
  ["every load fails with the one message, and evaluates nothing", () => {
    const engine = engineWith();
    for (let attempt = 0; attempt < 2; attempt++) {
      assert.throws(() => loadProgram(engine, program), REFUSED);
    }
    assert.equal(engine.isEvaluated(program.entryIdentity), false);
    assert.equal(engine.counters.modulesEvaluated, 0);
  }],
];

await sendReport(await runChecks(checks));
