import assert from "node:assert/strict";
import { ensureCompiler } from "@commonfabric/js-compiler";
import { compileInStages } from "../harness/pattern-compiler.ts";
import { StageClock, stageLine, STAGES } from "../harness/stage-clock.ts";
import { longPattern } from "../samples/long-pattern.ts";

Deno.test("time of an inner stage does not count for the outer one", () => {
  const clock = new StageClock();
  const spin = () => {
    for (const end = performance.now() + 30; performance.now() < end;);
  };
  clock.within("facts", () => clock.within("schemas", spin));
  assert.ok(clock.of("schemas") > 5, `${clock.of("schemas")}`);
  assert.ok(clock.of("facts") < clock.of("schemas") / 2, `${clock.of("facts")}`);
  assert.match(stageLine([clock.times]), /^Stages in ms of CPU, median of 1: create 0\.0, facts /);
});

Deno.test("every stage of a compile takes time, and schemas are generated as before", async () => {
  const files = new Map([["/stages.tsx", longPattern(12, 3)]]);
  const times = compileInStages(await ensureCompiler(), files);
  for (const stage of STAGES) assert.ok(times[stage] > 0, `${stage}: ${times[stage]}`);
});
