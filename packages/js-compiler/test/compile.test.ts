/** Whole compiles: bodies, laws, diagnostics at authored positions, pre-checks. */
import assert from "node:assert/strict";
import { makeCounters } from "@commonfabric/contract";
import ts from "typescript";
import { CompilerError, MemoryEmitMemo, SourceMapParser } from "../mod.ts";
import { libraryParses } from "../typescript/chunk.ts";
import { authoredFiles } from "../typescript/authored-file.ts";
import {
  compile,
  compiler,
  errorPlaces,
  errorsOf,
  freshCompiler,
  optionsOf,
  programOf,
} from "./support/compile.ts";
import { PROGRAM } from "./support/sample-program.ts";

Deno.test("a program becomes bodies: names kept, types and comments gone, no trailer", () => {
  const modules = compile(PROGRAM);
  assert.deepEqual([...modules.keys()], [
    "/main.tsx",
    "/lib/math.ts",
    "/names.mts",
    "/names-list.js",
  ]);
  const main = modules.get("/main.tsx")!;
  assert.equal(main.js.split("\n")[0], '"use strict";');
  assert.match(main.js, /const math_ts_1 = __importStar\(require\("\.\/lib\/math\.ts"\)\);/);
  assert.match(main.js, /const names = __importStar\(require\("\.\/names\.mts"\)\);/);
  assert.match(main.js, /__cfHelpers\.h\("b", \{ title: names\.first \}, "total"\)/);
  for (const { js, sourceMap, interfaceDigest, emitKey, origin } of modules.values()) {
    assert.doesNotMatch(js, /pinned|comment|sourceMappingURL|~cf|\$types/);
    assert.equal(sourceMap!.version, 3);
    assert.ok(!("sourcesContent" in sourceMap!) && !("sourceRoot" in sourceMap!));
    assert.equal(interfaceDigest.length, 43);
    assert.equal(emitKey.length, 43);
    assert.equal(origin, "compiled");
  }
  assert.deepEqual(main.sourceMap!.sources, ["/main.tsx"]);
});

Deno.test("bodies, maps and digests do not depend on order, siblings, entry, form or process age", async () => {
  const expected = compile(PROGRAM);
  const entries = Object.entries(PROGRAM);
  let seed = 7;
  const random = (bound: number) =>
    (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % bound;
  const same = (modules: ReturnType<typeof compile>, what: string) => {
    for (const [path, module] of expected) {
      assert.deepEqual(modules.get(path), module, `${path}: ${what}`);
    }
  };
  for (let round = 0; round < 20; round++) {
    const shuffled = entries.map((entry) => ({ entry, rank: random(1_000_000) }))
      .sort((a, b) => a.rank - b.rank).map(({ entry }) => entry);
    const files = Object.fromEntries([
      ...(round % 2 === 0 ? [["/0-sibling.ts", `export const sibling = [${round}, "x"];`]] : []),
      ...shuffled,
    ]);
    const program = programOf(files, {
      main: "/main.tsx",
      sourceRoots: round % 2 === 0 ? ["/0-sibling.ts"] : [],
    });
    const by = round % 7 === 0 ? freshCompiler() : compiler;
    same(by.compileToModules(program, optionsOf()), `round ${round}`);
  }
  same(compile(PROGRAM, { skipGate: true }), "without type check");
  same(await compiler.compileToModulesInterleaved(programOf(PROGRAM), optionsOf()), "interleaved");
  const collected = compiler.compileToModulesCollecting(programOf(PROGRAM), optionsOf());
  same(collected.modules, "collecting");
  assert.deepEqual(collected.diagnostics, []);
});

Deno.test("each authored file is parsed once, an edit parses one, libraries are parsed once", () => {
  const files = { ...PROGRAM, "/names-list.js": 'export const first = "parsed once";\n' };
  const fresh = Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, `${text}// once\n`]),
  );
  const counters = makeCounters();
  const before = libraryParses();
  compile(fresh, { counters });
  assert.equal(counters.authoredParses, Object.keys(fresh).length);
  assert.equal(counters.programsCreated, 1);
  compile({ ...fresh, "/names-list.js": 'export const first = "edited";\n' }, { counters });
  assert.equal(counters.authoredParses, Object.keys(fresh).length + 1);
  freshCompiler();
  assert.equal(libraryParses(), before);
});

Deno.test("a shared tree is the same after a compile", () => {
  const text = PROGRAM["/main.tsx"]!;
  const shape = (node: ts.Node): unknown => {
    const children: unknown[] = [];
    ts.forEachChild(node, (child) => void children.push(shape(child)));
    return [
      node.kind,
      node.pos,
      node.end,
      node.flags & ~ts.NodeFlags.HasAggregatedChildData,
      children,
    ];
  };
  const file = authoredFiles.get("/main.tsx", text, "tree-test").sourceFile;
  const before = JSON.stringify(shape(file));
  compile(PROGRAM);
  assert.equal(JSON.stringify(shape(file)), before);
});

Deno.test("a type error is reported where it stands, in the file where it stands, and nothing is emitted", () => {
  const files = {
    "/main.ts": 'import { n } from "./dep.ts";\nexport const x: string = n;\nexport const ok = 1;',
    "/dep.ts": "export const n = 1;\nexport const bad: { a: { b: string } } = {\n\ta: { b: 1 } };",
  };
  const counters = makeCounters();
  const emitMemo = new MemoryEmitMemo();
  assert.throws(() => compile(files, { counters, emitMemo }), (error: unknown) => {
    assert.ok(error instanceof CompilerError);
    assert.deepEqual(error.errors.map((one) => one.display()), [
      "[ERROR] Type 'number' is not assignable to type 'string'. [/dep.ts:3:7]",
      "[ERROR] Type 'number' is not assignable to type 'string'. [/main.ts:2:14]",
    ]);
    const { diagnostic } = error.errors[1]!;
    assert.deepEqual(
      [
        diagnostic.code,
        diagnostic.phase,
        diagnostic.offset,
        diagnostic.length,
        diagnostic.severity,
      ],
      ["TS2322", "type", 43, 1, "error"],
    );
    assert.equal(
      error.errors[0]!.displayInline().split("\n").slice(3).join("\n"),
      "> 3 | \ta: { b: 1 } };\n    | \t     ^",
    );
    return true;
  });
  assert.equal(counters.modulesEmitted, 0);
  const after = makeCounters();
  compile({ ...files, "/dep.ts": "export const n = '1';\n" }, { counters: after, emitMemo });
  assert.equal(after.carried, 0, "a failed compile leaves nothing in the memo");
});

Deno.test("collecting gives every diagnostic and no module", () => {
  const { modules, diagnostics } = compiler.compileToModulesCollecting(
    programOf({ "/a.ts": "export const x: string = 1;\nexport const y: number = '';" }),
    optionsOf(),
  );
  assert.equal(modules.size, 0);
  assert.deepEqual(diagnostics.map(({ code, line }) => [code, line]), [["TS2322", 1], [
    "TS2322",
    2,
  ]]);
});

Deno.test("chained messages are indented, notes point to authored files, and no internal name shows", () => {
  const files = {
    "/a.ts": 'import { f } from "./b.ts";\nexport const x = f({ a: { b: 1 } });',
    "/b.ts": "export interface P { a: { b: string } }\nexport const f = (p: P) => p;\n",
  };
  const [error] = errorsOf(files);
  assert.deepEqual(error!.notes.map(({ file, line, column }) => [file, line, column]), [[
    "/b.ts",
    1,
    27,
  ]]);
  const chained = errorsOf({
    "/a.ts": "declare const y: { a: { b: number } };\nexport const x: { a: { b: string } } = y;",
  });
  assert.match(
    chained[0]!.message,
    /^Type .*\n {2}The types of 'a\.b' are incompatible.*\n {4}Type/,
  );
  const texts = [
    'import { lift } from "commonfabric";\nexport const l: string = lift((n: number) => n);',
    "export const e: number = <b>x</b>;",
    'import * as cf from "commonfabric";\nexport const e: number = cf;',
    'import { nothing } from "commonfabric";\nexport const e = nothing;',
    "export const e = [].nothing; export const s: symbol = [1].map;",
    "export const e: number = __filename;",
  ];
  for (const text of texts) {
    const messages = errorsOf({ "/a.tsx": text })
      .flatMap((
        { message, notes },
      ) => [message, ...notes.map((note) => `${note.file} ${note.message}`)]);
    assert.ok(
      messages.every((message) => !/~cf|\$types|\/work|\.d\.ts/.test(message)),
      messages.join("\n"),
    );
  }
});

Deno.test("a message transformer may rephrase or drop, and a dropped error still fails", () => {
  const files = { "/a.ts": "export const x: string = 1;" };
  const [rephrased] = errorsOf(files, { diagnosticMessageTransformer: () => "other" });
  assert.equal(rephrased!.message, "other");
  assert.deepEqual(errorsOf(files, { diagnosticMessageTransformer: () => null }), []);
  const collected = compiler.compileToModulesCollecting(
    programOf(files),
    optionsOf({ diagnosticMessageTransformer: () => null }),
  );
  assert.equal(collected.modules.size, 0);
});

Deno.test("syntax errors are fatal with and without the type check", () => {
  for (const skipGate of [false, true]) {
    const places = errorPlaces({ "/a.ts": "export const x = ;\nexport const y: string = 1;" }, {
      skipGate,
    });
    assert.deepEqual(places, ["TS1109 /a.ts:1:18"]);
  }
  assert.equal(compile({ "/a.ts": "export const y: string = 1;" }, { skipGate: true }).size, 1);
});

Deno.test("stored source tolerates an unused expectation and nothing else", () => {
  const unused = { "/a.ts": "// @ts-expect-error\nexport const x = 1;" };
  assert.deepEqual(errorPlaces(unused), ["TS2578 /a.ts:1:1"]);
  assert.equal(compile(unused, { storedSource: true }).size, 1);
  const both = { "/a.ts": "// @ts-expect-error\nexport const x = 1;\nexport const y: string = 1;" };
  assert.deepEqual(errorPlaces(both, { storedSource: true }), ["TS2322 /a.ts:3:14"]);
});

Deno.test("two files with one stem are refused", () => {
  const errors = errorsOf({
    "/main.ts": 'import "./a.ts";\nimport "./a.tsx";\nexport {};',
    "/a.ts": "export {};",
    "/a.tsx": "export {};",
  });
  assert.deepEqual(errors.map(({ message }) => message), [
    'Ambiguous emit target: "/a.ts" and "/a.tsx".',
  ]);
});

Deno.test("files without imports and exports share no globals", () => {
  assert.deepEqual(
    errorPlaces({
      "/main.ts": 'import "./a.ts";\nexport const y = hidden;',
      "/a.ts": "const hidden = 1;",
    }),
    ["TS2304 /main.ts:2:18"],
  );
});

Deno.test("callbacks and top-level functions map back to their authored place", () => {
  const text = [
    'import { lift } from "commonfabric";',
    "interface Wide { a: string }",
    "export function first(w: Wide) { return w.a; }",
    "export default lift((n: number) => {",
    '  const label = "import (CSV)"; return second(label, n);',
    "});",
    "function second(a: string, b: number) { return a + b; }",
  ].join("\n");
  const { js, sourceMap } = compile({ "/main.ts": text }).get("/main.ts")!;
  const parser = new SourceMapParser();
  parser.load("body", sourceMap!);
  for (const word of ["function first", "(n) =>", "second(label", "function second", "label ="]) {
    const before = js.slice(0, js.indexOf(word)).split("\n");
    // One line more: the loader's wrapper.
    const mapped = parser.mapPosition("body", before.length + 1, before.at(-1)!.length + 1)!;
    const line = text.split("\n")[mapped.line - 1]!;
    const authored = word === "(n) =>" ? "(n: number) =>" : word;
    assert.ok(
      line.slice(mapped.column - 1).replace("export ", "").startsWith(authored),
      `${word}: ${line}`,
    );
  }
});
