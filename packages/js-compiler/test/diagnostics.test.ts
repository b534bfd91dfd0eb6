/** Code frames, displays, nesting, and the order of reports. */
import assert from "node:assert/strict";
import { type Diagnostic, makeDiagnostic } from "@commonfabric/contract";
import {
  codeFrame,
  CompilationError,
  CompilerError,
  loadedCompiler,
  nestingOffset,
  reportedDiagnostics,
} from "../mod.ts";

function at(offset: number, fields: Partial<Diagnostic> = {}): Diagnostic {
  return makeDiagnostic({
    phase: "type",
    code: "TS1",
    message: "no",
    file: "/a.ts",
    line: 1,
    column: offset + 1,
    offset,
    length: 1,
    ...fields,
  });
}

Deno.test("a code frame has two lines around, and carets of the finding's length", () => {
  const text = "one\ntwo\nthree\nfour\nfive\nsix";
  assert.equal(
    codeFrame(text, text.indexOf("our"), 3),
    ["  2 | two", "  3 | three", "> 4 | four", "    |  ^^^", "  5 | five", "  6 | six"].join("\n"),
  );
  assert.equal(
    codeFrame(text, 0, 99),
    ["> 1 | one", "    | ^^^", "  2 | two", "  3 | three"].join("\n"),
  );
  assert.equal(
    codeFrame(text, text.length, 1),
    ["  4 | four", "  5 | five", "> 6 | six", "    |    ^"].join("\n"),
  );
});

Deno.test("tabs and wide characters keep the carets below the text", () => {
  const tab = codeFrame("\tab", 1, 2).split("\n");
  assert.deepEqual(tab, ["> 1 | \tab", "    | \t^^"]);
  // U+6F22 U+5B57 are two columns wide each.
  const wide = codeFrame("\u6f22x\u5b57", 1, 2).split("\n");
  assert.equal(wide[1], "    |   ^^^");
});

Deno.test("a long line is cut around the position", () => {
  const text = `${"a".repeat(1_000)}HERE${"b".repeat(1_000)}`;
  const [line, carets] = codeFrame(text, 1_000, 4).split("\n");
  assert.ok(line!.length < 220, line);
  const start = carets!.indexOf("^");
  assert.equal(line!.slice(start, start + 4), "HERE");
});

Deno.test("display names type, message and position", () => {
  const missing = new CompilationError(
    at(4, { code: "resolve:unresolved", message: 'Could not resolve "./b" from "/a.ts".' }),
    () => "let x = 1;",
  );
  assert.equal(
    missing.display(),
    '[MODULE_NOT_FOUND] Could not resolve "./b" from "/a.ts". [/a.ts:1:5]',
  );
  assert.match(missing.displayInline(), /> 1 \| let x = 1;\n {4}\| {5}\^$/);
  assert.equal(
    new CompilationError(at(0, { file: null }), () => undefined).display(),
    "[ERROR] no",
  );
});

Deno.test("errors of many files are sorted by path, position and code, once each", () => {
  const error = new CompilerError(
    [at(5), at(0, { file: "/b.ts" }), at(1, { code: "TS2" }), at(1), at(5)],
    () => undefined,
  );
  assert.deepEqual(
    error.errors.map(({ file, diagnostic, code }) => `${file} ${diagnostic.offset} ${code}`),
    ["/a.ts 1 TS1", "/a.ts 1 TS2", "/a.ts 5 TS1", "/b.ts 0 TS1"],
  );
  assert.equal(error.message.split("\n\n").length, 4);
});

Deno.test("after 500 diagnostics one line says how many are left", () => {
  const reported = reportedDiagnostics(Array.from({ length: 600 }, (_, i) => at(i)));
  assert.equal(reported.length, 501);
  assert.equal(reported.at(-1)!.message, "100 more diagnostics are not shown.");
  assert.equal(reported.at(-1)!.severity, "error");
});

Deno.test("nesting counts brackets of code only", () => {
  const deep = (n: number) => "(".repeat(n) + ")".repeat(n);
  assert.equal(nestingOffset(deep(500), 500), -1);
  assert.equal(nestingOffset(deep(501), 500), 500);
  assert.equal(nestingOffset("f(1);\n".repeat(2_000), 500), -1, "wide is not deep");
  const rows = [
    `"${"(".repeat(600)}"`,
    `'${"(".repeat(600)}'`,
    `\`${"(".repeat(600)}\``,
    `// ${"(".repeat(600)}`,
    `/* ${"(".repeat(600)} */`,
    `(/\\(/);\n`.repeat(600),
    `(/[(]/);\n`.repeat(600),
    "`${f(`${g(1)}`)}`;\n".repeat(300),
    "don't (\n)\n".repeat(600),
  ];
  for (const text of rows) assert.equal(nestingOffset(text, 500), -1, text.slice(0, 30));
  assert.ok(nestingOffset("`${".repeat(600), 500) >= 0, "substitutions nest");
  assert.ok(nestingOffset(`${'")";('.repeat(600)}`, 500) >= 0, "a quoted bracket closes nothing");
});

Deno.test("the synchronous accessor refuses when nobody loaded the compiler", () => {
  assert.throws(() => loadedCompiler(), {
    name: "CompilerNotLoadedError",
    message: "The compiler is not loaded",
  });
});
