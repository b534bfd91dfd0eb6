import assert from "node:assert/strict";
import fc from "fast-check";
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

/** Optimal string alignment over the whole table. */
function distance(a: string, b: string): number {
  const rows = Array.from(
    { length: a.length + 1 },
    (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i === 0 ? j : j === 0 ? i : 0),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min(
        rows[i - 1]![j]! + 1,
        rows[i]![j - 1]! + 1,
        rows[i - 1]![j - 1]! + cost,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        value = Math.min(value, rows[i - 2]![j - 2]! + 1);
      }
      rows[i]![j] = value;
    }
  }
  return rows[a.length]![b.length]!;
}

Deno.test("a name is near when few edits lead to it, whatever they are and wherever they stand", () => {
  const word = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 7 }).map((all) =>
    all.join("")
  );
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, limit) => {
      const isNear = distance(a, b) <= limit;
      assert.equal(nearestName(a, [b], limit), isNear ? b : undefined, `${a} ${b} ${limit}`);
    }),
    { numRuns: 300 },
  );
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
