/** What takes part in a compile from outside: signals, gates elsewhere, transformers, other work. */
import assert from "node:assert/strict";
import { makeCounters } from "@commonfabric/contract";
import ts from "typescript";
import { MemoryEmitMemo } from "../mod.ts";
import { InProcessGate, type Transformer, TypeScriptCompiler } from "../typescript/chunk.ts";
import { readTypeLibs } from "@commonfabric/api/type-libs";
import { compile, compiler, optionsOf, programOf } from "./support/compile.ts";
import { PROGRAM } from "./support/sample-program.ts";

Deno.test("an aborted compile throws and leaves no entry", async () => {
  const emitMemo = new MemoryEmitMemo();
  const controller = new AbortController();
  const pending = compiler.compileToModulesInterleaved(
    programOf(PROGRAM),
    optionsOf({ emitMemo, signal: controller.signal }),
  );
  controller.abort();
  await assert.rejects(pending, { name: "AbortError" });
  const counters = makeCounters();
  compile(PROGRAM, { emitMemo, counters });
  assert.equal(counters.carried, 0);
});

Deno.test("a gate elsewhere decides: its errors and its crash publish nothing", async () => {
  const inner = new InProcessGate();
  const by = (check: () => Promise<never[]>) =>
    new TypeScriptCompiler(readTypeLibs(), {
      inProcess: false,
      check,
      dispose: () => inner.dispose(),
    });
  const emitMemo = new MemoryEmitMemo();
  const crashing = by(() => Promise.reject(new Error("worker gone")));
  await assert.rejects(
    crashing.compileToModulesInterleaved(programOf(PROGRAM), optionsOf({ emitMemo })),
    /worker gone/,
  );
  assert.throws(() => crashing.compileToModules(programOf(PROGRAM), optionsOf()), /asynchronously/);
  const passing = await by(() => Promise.resolve([]))
    .compileToModulesInterleaved(programOf(PROGRAM), optionsOf({ emitMemo }));
  const expected = compile(PROGRAM);
  for (const [path, { js, origin }] of passing) {
    assert.deepEqual([js, origin], [expected.get(path)!.js, "compiled"], path);
  }
});

Deno.test("transformers rewrite, warn and refuse", () => {
  const transformer = (severity: "warning" | "error"): Transformer<ts.SourceFile> => ({
    analyze: (_program, files) => ({
      modules: files,
      diagnostics: [{
        severity,
        phase: "transform",
        code: "module:x",
        message: "no",
        file: "/a.ts",
        line: 1,
        column: 1,
        offset: 0,
        length: 1,
        notes: [],
        fixes: [],
        emitted: null,
      }],
    }),
    rewriter: () => (context) => (file) =>
      ts.visitEachChild(file, function visit(node): ts.Node {
        return ts.isNumericLiteral(node)
          ? ts.factory.createNumericLiteral(42)
          : ts.visitEachChild(node, visit, context);
      }, context),
    sidecar: () => ({ formatVersion: 1, sites: {} }),
    interfaceParts: (file) => ({ name: file.fileName }),
  });
  const files = { "/a.ts": "export const a = 1;" };
  let transformed = "";
  const module = compile(files, {
    transformer: transformer("warning"),
    getTransformedProgram: (program) => transformed = program.files[0]!.contents,
  }).get("/a.ts")!;
  assert.match(module.js, /exports\.a = 42;/);
  assert.equal(transformed, "export const a = 42;\n");
  assert.deepEqual(module.warnings.map(({ code }) => code), ["module:x"]);
  assert.deepEqual(module.sidecar, { formatVersion: 1, sites: {} });
  const emitMemo = new MemoryEmitMemo();
  const options = optionsOf({ transformer: transformer("warning"), emitMemo });
  const first = compiler.compileToModulesCollecting(programOf(files), options);
  const carried = compiler.compileToModulesCollecting(programOf(files), options);
  assert.equal(carried.modules.get("/a.ts")!.origin, "carried");
  assert.deepEqual(carried.diagnostics, first.diagnostics, "a carried module replays its warnings");
  assert.equal(first.diagnostics.length, 1);
  assert.notEqual(module.interfaceDigest, compile(files).get("/a.ts")!.interfaceDigest);
  assert.throws(() => compile(files, { transformer: transformer("error") }), {
    name: "TransformerError",
  });
});

Deno.test("an interleaved compile gives way to other work and waits for no timer", async () => {
  const timer = globalThis.setTimeout;
  const order: string[] = [];
  const other = new MessageChannel();
  other.port1.onmessage = () => {
    order.push("other work");
    other.port1.close();
  };
  try {
    Object.assign(globalThis, {
      setTimeout: () => assert.fail("a compile must not wait for a timer"),
    });
    other.port2.postMessage(undefined);
    await compiler.compileToModulesInterleaved(programOf(PROGRAM), optionsOf());
    order.push("compiled");
  } finally {
    globalThis.setTimeout = timer;
  }
  assert.deepEqual(order, ["other work", "compiled"]);
});
