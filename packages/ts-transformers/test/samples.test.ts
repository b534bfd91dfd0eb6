/**
 * Sample programs: each folder is compiled, verified, run or rendered, and compared with its
 * `expect.json`. After `--`, `--update` writes what was found (and needs write access to the folder).
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { graphBreaches } from "./graph/assertions.ts";
import { readEmitted } from "./graph/emitted.ts";
import { rawUses } from "./graph/raw-uses.ts";
import { printJson } from "./sample-facts/print-json.ts";
import { readSamples } from "./sample-facts/read-samples.ts";
import { type Facts, factsOf, isRefused } from "./sample-facts/sample-facts.ts";
import { bodyRejections } from "./verify-body.ts";

const SAMPLES = new URL("./samples/", import.meta.url);
const isUpdate = Deno.args.includes("--update");

for (const sample of readSamples(SAMPLES)) {
  const { name, modules, input } = sample;
  Deno.test(`the sample "${name}" has its facts`, () => {
    for (const [path, { typeErrors, body }] of modules) {
      assert.deepEqual(typeErrors, [], path);
      if (isRefused(sample)) continue;
      assert.deepEqual(bodyRejections(path, body!), []);
      if (input === undefined) continue;
      const emitted = readEmitted(body!);
      assert.deepEqual(graphBreaches(emitted), []);
      assert.deepEqual(rawUses(emitted), []);
    }
    const path = new URL(`${name}/expect.json`, SAMPLES);
    const expected: Facts = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : {};
    const found = factsOf(sample, Object.keys(expected));
    if (isUpdate) return writeFileSync(path, printJson(found));
    assert.deepEqual(found, expected);
    // The order of keys in schemas is part of what is emitted.
    assert.equal(JSON.stringify(found["schemas"]), JSON.stringify(expected["schemas"]));
    assert.equal(JSON.stringify(found["calls"]), JSON.stringify(expected["calls"]));
  });
}
