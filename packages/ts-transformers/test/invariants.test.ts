import assert from "node:assert/strict";
import fc from "fast-check";
import { originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";
import ts from "typescript";
import { canonicalBytes } from "@commonfabric/canonical";
import { analyze, rewriter } from "@commonfabric/ts-transformers";
import { compile, createProgram } from "./compile.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const LIB = `export enum Kind { Note, Task }
export const limit = 3;
export const trim = (text: string) => text.trim();
`;
const MAIN = `import { handler, lift, NAME, pattern, UI } from "commonfabric";
import { Kind, limit, trim } from "./lib.ts";
const S = { type: "object" } as const;
const { length } = [1, 2];
const countOf = lift((x: { n: unknown[] }) => x.n.length, S, { type: "number" });
const add = handler(S, S, (event: { title: string }, state) => {
  state.notes.push({ title: trim(event.title), kind: Kind.Note });
});
export const a = limit, b = [length];
export default pattern((input) => ({
  [NAME]: "Notes",
  [UI]: <ul>{input.key("notes").mapWithPattern(pattern((row) => ({ [UI]: <li>{row.element}</li> }), S))}</ul>,
  total: countOf({ n: input.notes }),
  add: add({ notes: input.notes }),
}), S);
`;
const FILES = { "/main.tsx": MAIN, "/lib.ts": LIB };

/** Kind, range and parent of every node; flags belong to the binder. */
function shape(root: ts.Node): string[] {
  const nodes: string[] = [];
  const visit = (node: ts.Node) => {
    nodes.push(`${node.kind}:${node.pos}:${node.end}:${node.parent?.pos}:${node.parent?.kind}`);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
}

Deno.test("a module is walked twice: once for its facts, once for its rewrite", () => {
  assert.equal(compile(FILES).counters.typescriptVisits, 4);
  assert.equal(compile({ ...FILES, "/lib.ts": "let a = 1;" }).counters.typescriptVisits, 2);
});

Deno.test("authored trees are the same before and after a compile", () => {
  const program = createProgram(FILES);
  const file = program.getSourceFile("/main.tsx")!;
  const before = shape(file);
  const { modules } = analyze(program, [file]);
  let emitted = "";
  const write: ts.WriteFileCallback = (_, text) => void (emitted += text);
  program.emit(file, write, undefined, false, { before: [rewriter(modules[0]!)] });
  assert.match(emitted, /__cfReg/);
  assert.deepEqual(shape(file), before);
});

Deno.test("bodies, sidecars and interfaces do not depend on the order of files or on siblings", () => {
  const first = compile(FILES);
  const second = compile({ "/other.ts": "export const z = 1;", "/lib.ts": LIB, "/main.tsx": MAIN });
  for (const path of Object.keys(FILES)) {
    assert.equal(second.bodies.get(path), first.bodies.get(path));
    assert.equal(second.maps.get(path), first.maps.get(path));
    assert.deepEqual(second.sites.get(path), first.sites.get(path));
    assert.deepEqual(
      canonicalBytes(second.parts.get(path)),
      canonicalBytes(first.parts.get(path)),
    );
  }
});

Deno.test("an error in one module leaves the program without bodies, and other findings alone", () => {
  const broken = compile({ ...FILES, "/lib.ts": `${LIB}let a = 1;\nclass B {}\n` });
  assert.equal(broken.bodies.size, 0);
  assert.deepEqual(
    broken.analysis.diagnostics.map(({ code, file, line }) => [code, file, line]),
    [["module:mutable-binding", "/lib.ts", 4], ["module:top-level-class", "/lib.ts", 5]],
  );
});

Deno.test("the source map leads from every emitted builder to the authored one", () => {
  const { bodies, maps, sites } = compile(FILES);
  const map = new TraceMap(maps.get("/main.tsx")!);
  const lines = bodies.get("/main.tsx")!.split("\n");
  for (const [name, { line, col }] of Object.entries(sites.get("/main.tsx")!)) {
    const declared = name === "default" ? "exports.default = " : `const ${name} = `;
    const row = lines.findIndex((text) => text.startsWith(declared));
    const original = originalPositionFor(map, { line: row + 1, column: declared.length });
    assert.deepEqual([original.line, original.column], [line, col], name);
  }
});

Deno.test("positions count tabs and astral characters as the authored text does", () => {
  const text = `const title = "\u{1f600}\t";\tclass A {}\n`;
  const [found] = compile(text).analysis.diagnostics;
  assert.equal(found!.column, text.indexOf("A {}") + 1);
});

Deno.test("interface parts change with an enum or constant, not with a function's body", () => {
  const parts = (text: string) => canonicalBytes(compile({ "/lib.ts": text }).parts.get("/lib.ts"));
  assert.deepEqual(parts(LIB.replace("text.trim()", "text")), parts(LIB));
  assert.notDeepEqual(parts(LIB.replace("Note,", "Note = 4,")), parts(LIB));
  assert.notDeepEqual(parts(LIB.replace("limit = 3", "limit = 4")), parts(LIB));
});

Deno.test("programs with text cut out never make the analysis throw or fail inside", () => {
  fc.assert(
    fc.property(fc.nat(MAIN.length), fc.integer({ min: 1, max: 40 }), (at, length) => {
      const text = MAIN.slice(0, at) + MAIN.slice(at + length);
      const program = createProgram({ "/main.tsx": text, "/lib.ts": LIB });
      const { diagnostics } = analyze(program, [program.getSourceFile("/main.tsx")!]);
      assert.ok(diagnostics.every(({ code }) => code !== "transform:internal"));
    }),
    { numRuns: runs(80) },
  );
});

Deno.test("a failure inside is reported at a node and never thrown", () => {
  const program = createProgram({ "/main.tsx": "const list = [Math.max(1)];" });
  const checker = program.getTypeChecker();
  const faulty = Object.create(program, {
    getTypeChecker: {
      value: () =>
        Object.create(checker, {
          getTypeAtLocation: {
            value: () => {
              throw new TypeError("fault");
            },
          },
        }),
    },
  });
  const file = program.getSourceFile("/main.tsx")!;
  const { diagnostics } = analyze(faulty, [file]);
  assert.deepEqual(diagnostics.map(({ code }) => code), ["transform:internal"]);
});
