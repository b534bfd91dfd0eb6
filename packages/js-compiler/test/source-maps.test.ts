/** Source maps: validation, lookups, stack frames, composition. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { makeCounters } from "@commonfabric/contract";
import {
  composeSourceMaps,
  identitySourceMap,
  parseSourceMap,
  parseStackFrame,
  type SourceMap,
  SourceMapParser,
} from "../mod.ts";
import { decodeMappings, encodeMappings } from "../source-maps/vlq.ts";

const MAP: SourceMap = {
  version: 3,
  sources: ["/main.tsx"],
  names: ["f"],
  // body 1:1 -> 3:1, body 1:11 -> 5:3 (name f), body 3:1 -> 7:1
  mappings: encodeMappings([[[0, 0, 2, 0], [10, 0, 4, 2, 0]], [], [[0, 0, 6, 0]]]),
};

Deno.test("mappings survive decoding and encoding", () => {
  const segment = fc.tuple(fc.nat(500), fc.nat(60), fc.nat(9_000), fc.nat(900))
    .map((numbers) => [...numbers]);
  fc.assert(
    fc.property(fc.array(fc.array(segment, { maxLength: 6 }), { maxLength: 6 }), (lines) => {
      const sorted = lines.map((line) => line.toSorted((a, b) => a[0]! - b[0]!));
      if (sorted.length === 0) sorted.push([]);
      assert.deepEqual(decodeMappings(encodeMappings(sorted)), sorted);
    }),
  );
});

Deno.test("unsorted segments are sorted", () => {
  const lines = [[[10, 0, 0, 5], [0, 0, 0, 0]]];
  const map = parseSourceMap({ ...MAP, mappings: encodeMappings(lines) })!;
  assert.deepEqual(decodeMappings(map.mappings), [[[0, 0, 0, 0], [10, 0, 0, 5]]]);
});

Deno.test("every frame form is read, and the inner position of nested eval wins", () => {
  const frame = (name: string, file = "f.js", line = 3, column = 4) => ({
    name,
    file,
    line,
    column,
  });
  const rows: [string, unknown][] = [
    ["    at fn (f.js:3:4)", frame("fn")],
    ["    at f.js:3:4", frame("")],
    ["    at Object.fn [as x] (f.js:3:4)", frame("Object.fn [as x]")],
    ["    at async fn (f.js:3:4)", frame("async fn")],
    ["    at async f.js:3:4", frame("")],
    ["    at new X (f.js:3:4)", frame("new X")],
    ["    at eval (eval at run (g.js:9:9), f.js:3:4)", frame("eval")],
    ["    at fn (eval at a (eval at b (g.js:9:9), h.js:1:1), f.js:3:4)", frame("fn")],
    ["    at fn (cf:module/abc/main.tsx:3:4)", frame("fn", "cf:module/abc/main.tsx")],
    ["    at fn (native)", undefined],
    ["Error: at home", undefined],
    [`    at fn (${"x".repeat(5_000)}:3:4)`, undefined],
  ];
  for (const [text, expected] of rows) assert.deepEqual(parseStackFrame(text), expected, text);
});

Deno.test("a stack is mapped below the wrapper's one line", () => {
  const parser = new SourceMapParser();
  parser.load("body.js", MAP);
  assert.deepEqual(parser.mapPosition("body.js", 2, 1), {
    source: "/main.tsx",
    line: 3,
    column: 1,
    name: null,
  });
  const stack = [
    "Error: no",
    "    at f (body.js:2:11)",
    "    at eval (eval at x (host.js:1:1), body.js:4:3)",
    "    at body.js:1:1",
    "    at g (body.js:1:30)",
    "    at other (else.js:2:1)",
  ];
  assert.deepEqual(parser.parse(stack.join("\n")).split("\n"), [
    "Error: no",
    "    at f (/main.tsx:5:3)",
    "    at eval (/main.tsx:7:1)",
    "    at <CF_INTERNAL>",
    "    at <UNMAPPED>",
    "    at other (else.js:2:1)",
  ]);
});

Deno.test("a map is decoded once, when a position is asked", () => {
  const counters = makeCounters();
  const parser = new SourceMapParser(counters);
  let calls = 0;
  parser.loadLazy("/main.tsx", () => {
    calls++;
    return MAP;
  });
  assert.deepEqual([calls, counters.sourceMapsDecoded], [0, 0]);
  const stack = "Error: no\n    at f (/main.tsx:2:1)";
  assert.equal(parser.parse(stack), "Error: no\n    at f (/main.tsx:3:1)");
  assert.equal(parser.parse(stack), "Error: no\n    at f (/main.tsx:3:1)");
  assert.deepEqual([calls, counters.sourceMapsDecoded], [1, 1]);
});

Deno.test("a corrupt map costs positions only, and its provider is not asked again", () => {
  const counters = makeCounters();
  const parser = new SourceMapParser(counters);
  let calls = 0;
  parser.loadLazy("a.js", () => {
    calls++;
    return "{";
  });
  for (let i = 0; i < 3; i++) {
    assert.equal(parser.parse("    at f (a.js:2:1)"), "    at <UNMAPPED>");
  }
  assert.deepEqual([calls, counters.sourceMapsDropped, counters.sourceMapsDecoded], [1, 1, 0]);
});

Deno.test("the least recently used of 1,024 files is forgotten", () => {
  const parser = new SourceMapParser();
  for (let i = 0; i <= 1_024; i++) parser.load(`${i}.js`, MAP);
  assert.equal(parser.mapPosition("0.js", 2, 1), undefined);
  assert.equal(parser.mapPosition("1.js", 2, 1)?.line, 3);
  parser.clear();
  assert.equal(parser.mapPosition("1.js", 2, 1), undefined);
});

Deno.test("maps compose, and an identity map changes nothing", () => {
  assert.equal(
    composeSourceMaps(identitySourceMap(3, "mid.js"), identitySourceMap(3, "/a.ts")).mappings,
    identitySourceMap(3, "/a.ts").mappings,
  );
  const composed = composeSourceMaps(identitySourceMap(3, "mid.js"), MAP);
  assert.deepEqual(decodeMappings(composed.mappings), [[[0, 0, 2, 0]], [], [[0, 0, 6, 0]]]);
  assert.throws(() => composeSourceMaps({ ...MAP, mappings: "!" }, MAP), /the outer is corrupt/);
  assert.throws(() => composeSourceMaps(MAP, { ...MAP, mappings: "!" }), /the inner is corrupt/);
});
