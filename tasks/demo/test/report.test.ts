import assert from "node:assert/strict";
import { makeCounters } from "@commonfabric/contract";
import type { ModuleIdentity } from "@commonfabric/module-identity";
import { closureSizes } from "../closure-sizes.ts";
import { compileCount, differences } from "../compare.ts";
import type { NotebookState } from "../notebook-state.ts";
import { EIGHTH_NOTE, SEVEN_NOTES } from "../notes.ts";
import { makeStyles, shortIdentity, skippedStages } from "../report.ts";
import { stagesOf } from "../stages.ts";

const STATE: NotebookState = {
  name: "Notes",
  count: 7,
  words: 45,
  notes: SEVEN_NOTES.map(({ title }) => ({ title, words: 1, preview: title, marker: "loose" })),
};

const NEXT: NotebookState = {
  ...STATE,
  count: 8,
  notes: [...STATE.notes, { ...STATE.notes[0]!, title: EIGHTH_NOTE.title }],
};

Deno.test("any counter of the compiler that moves is a compile", () => {
  assert.equal(compileCount({ counters: makeCounters() }), 0);
  for (const name of ["modulesEmitted", "programsCreated", "typescriptLoads"] as const) {
    assert.equal(compileCount({ counters: { ...makeCounters(), [name]: 2 } }), 2, name);
  }
});

Deno.test("a stage counts as skipped only as long as log and counters agree", () => {
  const names = (events: string[], counters = {}) =>
    skippedStages({ events, counters: { ...makeCounters(), ...counters } }).map(({ name }) => name);
  const all = ["resolve", "identity", "TypeScript", "compile", "write-back"];
  assert.deepEqual(names(["cacheHit", "verified", "evaluated", "resumed"]), all);
  assert.deepEqual(names(["identified"]), all.filter((name) => name !== "resolve"));
  assert.deepEqual(names([], { sourceDigests: 1 }), all.filter((name) => name !== "resolve"));
  assert.deepEqual(names([], { identitiesComputed: 1 }), all.filter((name) => name !== "identity"));
  assert.deepEqual(names([], { programsCreated: 1 }), all.filter((name) => name !== "TypeScript"));
  assert.deepEqual(names(["compiled"]), all.filter((name) => name !== "compile"));
  assert.deepEqual(names(["wroteBack"]), all.filter((name) => name !== "write-back"));
});

Deno.test("a lost, changed or extra note is a difference", () => {
  assert.deepEqual(differences(STATE, { before: STATE, after: NEXT }), []);
  const fewer = { ...STATE, notes: STATE.notes.slice(1) };
  assert.equal(differences(fewer, { before: STATE, after: NEXT }).length, 3);
  assert.equal(differences(STATE, { before: fewer, after: NEXT }).length, 1);
  assert.equal(differences(STATE, { before: STATE, after: STATE }).length, 1);
  const renamed = { ...NEXT, notes: [NEXT.notes[1]!, ...NEXT.notes.slice(1)] };
  assert.equal(differences(STATE, { before: STATE, after: renamed }).length, 1);
});

Deno.test("closures count each reachable module once, cycles and diamonds included", () => {
  const edges: Record<string, string[]> = { "/a": ["/b", "/c"], "/b": ["/d"], "/c": ["/d", "/a"] };
  const modules = new Map(["/a", "/b", "/c", "/d"].map((path) => [
    path,
    {
      edges: (edges[path] ?? []).map((target) => ({ specifier: target, kind: "module", target })),
    } as unknown as ModuleIdentity,
  ]));
  assert.deepEqual([...closureSizes(modules)], [["/a", 4], ["/b", 2], ["/c", 4], ["/d", 1]]);
});

Deno.test("a stage ends at its event and begins where the last one ended", () => {
  const log = [
    { type: "identified", entry: "x", modules: 2, seq: 1, atMs: 12 },
    { type: "warning", code: "a", text: "b", seq: 2, atMs: 13 },
    { type: "compiled", modules: ["x", "y"], seq: 3, atMs: 20 },
  ] as const;
  const stages = stagesOf(
    log,
    10,
    new Map([
      ["identified", { name: "identity", remark: () => "" }],
      ["compiled", { name: "compile", remark: () => "" }],
    ]),
  );
  assert.deepEqual(stages.map(({ name, ms }) => [name, ms]), [["identity", 2], ["compile", 8]]);
});

Deno.test("without colour no text carries an escape", () => {
  const { bold, dim, good, bad } = makeStyles(false);
  for (const style of [bold, dim, good, bad]) assert.equal(style("text"), "text");
  assert.notEqual(makeStyles(true).good("text"), "text");
  assert.equal(shortIdentity("c6dZHSa8syJFu0GC3NbCDRnFzH9mSq1l0UmMAO_pWsU"), "c6dZHSa8syJF...");
});
