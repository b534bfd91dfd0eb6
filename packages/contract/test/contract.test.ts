import assert from "node:assert/strict";
import {
  compareDiagnostics,
  firstRefusedText,
  isExportName,
  lineAndColumn,
  makeCounters,
  makeDiagnostic,
  nearestName,
  NEW_CODE_NAMES,
  parseSites,
  quote,
  SANDBOX_GLOBALS,
} from "../mod.ts";

Deno.test("refused text is found at its place, and honest neighbours are not", () => {
  const refused: [string, number][] = [
    ["import(x)", 0],
    ["a; import /*c*/ (x)", 3],
    ["...import(x)", 3],
    ["import.defer(x)", 0],
    ["a; import . source /* b */ (x)", 3],
    ["$import(x)", 1],
    ["f(eval\n(x))", 2],
    ["x <!-- y", 2],
    ["a-->b", 1],
    ["'\u2028'", 1],
    ["a\u0000b", 1],
    ["x\ry", 1],
  ];
  for (const [text, offset] of refused) assert.equal(firstRefusedText(text)?.offset, offset, text);
  for (
    const text of ["o.import(x)", "important(x)", "evaluate(x)", "a\tb\n", "a -- > b"]
  ) {
    assert.equal(firstRefusedText(text), undefined, text);
  }
});

Deno.test("refused text is found in linear time", () => {
  const size = 400_000;
  for (
    const text of [
      "import ".repeat(size / 7),
      "import" + " ".repeat(size),
      "import.".repeat(size / 7),
      "import." + "a".repeat(size),
      ".".repeat(size),
      "-".repeat(size),
    ]
  ) {
    const started = performance.now();
    assert.equal(firstRefusedText(text), undefined);
    assert.ok(performance.now() - started < 2_000);
  }
});

Deno.test("no way to new code is a sandbox global", () => {
  for (const name of NEW_CODE_NAMES) assert.equal(SANDBOX_GLOBALS.has(name), false, name);
});

Deno.test("export names that would make a namespace special are refused", () => {
  for (const name of ["then", "__proto__", "__esModule", "__cfLift_1"]) {
    assert.equal(isExportName(name), false);
  }
  for (const name of ["constructor", "default", "a b"]) assert.equal(isExportName(name), true);
});

Deno.test("diagnostics sort by file, offset, code", () => {
  const at = (file: string, offset: number, code: string) =>
    makeDiagnostic({ phase: "syntax", code, message: "m", file, offset });
  const sorted = [at("/b", 0, "x"), at("/a", 9, "y"), at("/a", 9, "x"), at("/a", 2, "z")]
    .sort(compareDiagnostics).map((d) => `${d.file}${d.offset}${d.code}`);
  assert.deepEqual(sorted, ["/a2z", "/a9x", "/a9y", "/b0x"]);
});

Deno.test("quoted text is one short line", () => {
  assert.equal(quote("a\nb\u202e"), '"a\\u000ab\\u202e"');
  assert.equal(quote("x".repeat(500)).length, 202);
});

Deno.test("positions count lines from one and columns in UTF-16 units", () => {
  assert.deepEqual(lineAndColumn("ab\n\u{1f600}c", 5), { line: 2, column: 3 });
  assert.deepEqual(lineAndColumn("ab\ncd", 2), { line: 1, column: 3 });
});

Deno.test("the nearest name is at most two edits away", () => {
  assert.equal(nearestName("patern", ["lift", "pattern"]), "pattern");
  assert.equal(nearestName("xyz", ["lift", "pattern"]), undefined);
});

Deno.test("a malformed sidecar is undefined, never half read", () => {
  assert.equal(parseSites("{"), undefined);
  assert.equal(parseSites('{"formatVersion":2,"sites":{}}'), undefined);
  assert.equal(parseSites('{"formatVersion":1,"sites":{"a":{"line":0,"col":0}}}'), undefined);
  const sites = parseSites('{"formatVersion":1,"sites":{"__proto__":{"line":1,"col":0}}}');
  assert.deepEqual(sites?.get("__proto__"), { line: 1, col: 0 });
});

Deno.test("counters start at zero", () => {
  const counters = makeCounters();
  assert.equal(
    Object.values(counters).filter((value) => typeof value === "number" && value !== 0).length,
    0,
  );
});
