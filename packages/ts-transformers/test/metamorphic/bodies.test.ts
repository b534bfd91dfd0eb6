/** Bodies of one line, each a construct near an edge: they render and react as their authored text. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { graphBreaches } from "../graph/assertions.ts";
import { compileBodies } from "../graph/bodies.ts";
import { readEmitted } from "../graph/emitted.ts";
import { rawUses } from "../graph/raw-uses.ts";
import { compareMeanings } from "./compare.ts";
import { tapeOf } from "./tape.ts";

const TAPES = 8;

const bodies = readFileSync(new URL("./testdata/bodies.txt", import.meta.url), "utf8")
  .split("\n").filter((line) => line !== "");
const modules = compileBodies(bodies);

bodies.forEach((text, index) => {
  Deno.test(`the body renders and reacts as it is written: ${text}`, () => {
    const module = modules[index]!;
    assert.deepEqual(module.typeErrors, []);
    assert.deepEqual(module.findings, []);
    const emitted = readEmitted(module.body!);
    assert.deepEqual(rawUses(emitted), []);
    assert.deepEqual(graphBreaches(emitted), []);
    for (let seed = 1; seed <= TAPES; seed++) {
      compareMeanings(new Map([[module.path, module]]), module.path, tapeOf(seed));
    }
  });
});
