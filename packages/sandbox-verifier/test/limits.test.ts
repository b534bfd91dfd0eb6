/** Limits, depth and cost: at the limit accepted, above it refused, in linear time. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { accepted, bodyOf, checkWithout, rejections, verify } from "./support/verify.ts";
import { runs } from "../../canonical/test/support/runs.ts";

const nest = (open: string, inner: string, close: string, levels: number): string =>
  open.repeat(levels) + inner + close.repeat(levels);

/** One bracket pair each; the number of brackets around it is added to the levels. */
const BRACKETS: readonly [name: string, around: number, make: (levels: number) => string][] = [
  ["parentheses", 0, (n) => `const a = ${nest("(", "1", ")", n)};`],
  ["arrays", 1, (n) => `const a = __cfHelpers.__cf_data(${nest("[", "1", "]", n)});`],
  ["objects", 1, (n) => `const a = __cfHelpers.__cf_data(${nest("{a:", "1", "}", n)});`],
  ["blocks", 1, (n) => `function f() {${nest("{", "", "}", n)}}`],
  ["templates", 0, (n) => `const a = ${nest("`${", "1", "}`", n)};`],
];

for (const [name, around, make] of BRACKETS) {
  Deno.test(`${name}: 500 levels are accepted, 501 are too deep`, () => {
    accepted(bodyOf(make(500 - around)));
    assert.match(rejections(bodyOf(make(501 - around)))[0]!, /^verify:too-deep 2:/);
  });
}

Deno.test("brackets in strings, comments and regular expressions do not count", () => {
  accepted(bodyOf(`const a = "${"(".repeat(2_000)}"; // ${"{".repeat(2_000)}`));
});

const FUNCTIONS: readonly [name: string, open: string, inner: string, close: string][] = [
  ["functions", "function f() {", "", "}"],
  ["arrows", "() => ", "1", ""],
  ["methods", "({ m() {", "", "} })"],
  ["static blocks", "class A { static {", "", "} }"],
];

for (const [name, open, inner, close] of FUNCTIONS) {
  Deno.test(`${name}: 100 levels are accepted, 101 are too deep`, () => {
    const make = (levels: number) =>
      bodyOf(`function f0() { ${nest(open, inner, close, levels - 1)} }`);
    accepted(make(100));
    assert.deepEqual(rejections(make(101)).map((error) => error.split(" ")[0]), [
      "verify:too-deep",
    ]);
    assert.ok(checkWithout(["X9"], make(101)).surface !== undefined);
  });
}

const CHAINS: readonly [name: string, make: (length: number) => string][] = [
  ["operands", (n) => `const a = ${"1+".repeat(n)}1;`],
  ["members", (n) => `function f(a) { a${".b".repeat(n)}; }`],
  ["calls", (n) => `function f(a) { a${"()".repeat(n)}; }`],
  ["else if", (n) => `function f(a) { ${"if (a); else ".repeat(n)}; }`],
  ["assignments", (n) => `function f(a) { ${"a = ".repeat(n)}1; }`],
  ["unary operators", (n) => `const a = ${"!".repeat(n)}1;`],
  ["conditionals", (n) => `const a = ${"1 ? 1 : ".repeat(n)}1;`],
  ["new", (n) => `function f(A) { ${"new ".repeat(n)}A; }`],
];

for (const [name, make] of CHAINS) {
  Deno.test(`chains of ${name}: 1,900 are accepted, 100,000 are refused and nothing crashes`, () => {
    accepted(bodyOf(make(1_900)));
    const [first] = rejections(bodyOf(make(100_000)));
    assert.match(first!, /^verify:too-deep /);
  });
}

Deno.test("tree depth 2,000 is accepted and one more is refused by X9", () => {
  const make = (operands: number) => bodyOf(`const a = ${"1+".repeat(operands)}1;`);
  // Program, declaration, declarator, the chain, a literal.
  const verdict = accepted(make(1_996));
  assert.equal(verdict.stats.depth, 2_000);
  const answer = verify(make(1_997));
  assert.ok(!answer.ok);
  assert.equal(answer.errors[0]!.rule, "X9");
});

Deno.test("wide bodies have no depth: 20,000 commas, pieces and statements", () => {
  accepted(bodyOf(`function f(a) { ${"a,".repeat(20_000)}a; ${"a;".repeat(20_000)} }`));
});

Deno.test("a body of 4 MiB and one byte more is refused before it is parsed", () => {
  const limit = 4 * 1024 * 1024;
  const pad = (bytes: number) => {
    const head = bodyOf("// \u20ac ");
    return head + "x".repeat(bytes - head.length - 2);
  };
  assert.equal(new TextEncoder().encode(pad(limit)).length, limit);
  accepted(pad(limit));
  assert.deepEqual(rejections(pad(limit + 1)), ["verify:limit 1:1"]);
});

Deno.test("1,000,001 tokens are refused", () => {
  assert.match(rejections(bodyOf(";".repeat(999_999)))[0]!, /^verify:limit /);
});

Deno.test("a name of 1,025 characters is refused, one of 1,024 is not", () => {
  const make = (length: number) => bodyOf(`const ${"a".repeat(length)} = 1;`);
  accepted(make(1_024));
  assert.deepEqual(rejections(make(1_025)), ["verify:limit 2:7"]);
  assert.deepEqual(rejections(make(1_000_000)), ["verify:limit 2:7"]);
});

Deno.test("10,001 exports and 10,001 imports are refused, 10,000 of both are not", () => {
  const lines = (count: number, line: (i: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join("\n");
  const exportsOf = (count: number) => lines(count, (i) => `exports.a${i} = ${i};`);
  const importsOf = (count: number) => lines(count, (i) => `require("./${i}.ts");`);
  accepted(bodyOf(`${exportsOf(10_000)}\n${importsOf(10_000)}`));
  assert.deepEqual(rejections(bodyOf(exportsOf(10_001))), ["verify:limit 10002:1"]);
  assert.deepEqual(rejections(bodyOf(importsOf(10_001))), ["verify:limit 10002:1"]);
});

/** Bodies that grow with `n`, each about one kilobyte per 40. */
const SHAPES: readonly [name: string, make: (n: number) => string][] = [
  ["constants", (n) => repeat(n, (i) => `const v${i} = ${i};`)],
  ["exports of constants", (n) => repeat(n, (i) => `exports.v${i} = ${i};`)],
  ["inner declarations", (n) => `function f() { ${repeat(n, (i) => `let v${i} = v${i};`)} }`],
  ["scopes of one name", (n) => `function f(a) { ${repeat(n, () => "{ let a; a; }")} }`],
  ["thunks", (n) => repeat(n, (i) => `const v${i} = __cfHelpers.__cf_data([1].concat(${i}));`)],
  ["data", (n) => `const a = __cfHelpers.__cf_data([${repeat(n, (i) => `{ a: ${i} },`)}]);`],
  ["free names", (n) => `function f() { ${repeat(n, (i) => `free${i};`)} }`],
  [
    "references through 400 scopes",
    (n) =>
      `function f() { ${repeat(400, (i) => `{ let v${i};`)} ${repeat(n, (i) => `f${i % 9};`)} ${
        "}".repeat(400)
      } }`,
  ],
];

function repeat(count: number, make: (i: number) => string): string {
  return Array.from({ length: count }, (_, i) => make(i)).join("");
}

Deno.test("time is linear in every shape", () => {
  for (const [name, make] of SHAPES) {
    const [small, large] = [bodyOf(make(2_000)), bodyOf(make(16_000))];
    timeOf(small);
    let [smallest, largest, ratio] = [Infinity, Infinity, Infinity];
    // Eight times the text; quadratic work would be 64 times, in every round.
    for (let round = 0; round < 12 && ratio >= 24; round++) {
      smallest = Math.min(smallest, timeOf(small));
      largest = Math.min(largest, timeOf(large));
      ratio = largest / smallest;
    }
    assert.ok(ratio < 24, `${name}: 8 times the text took ${ratio.toFixed(1)} times as long`);
  }
});

function timeOf(body: string): number {
  const start = performance.now();
  verify(body);
  return performance.now() - start;
}

Deno.test("near the end of the stack a body has its verdict or is too deep, and is not remembered", () => {
  const body = bodyOf(`const a = ${nest("(", "1", ")", 400)};`);
  const answers = new Set<string>();
  const descend = (left: number): void => {
    try {
      descend(left + 1);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
    if (answers.has("accepted")) return;
    try {
      const answer = verify(body);
      answers.add(answer.ok ? "accepted" : answer.errors[0]!.code);
    } catch (error) {
      // With no stack left nothing can answer, the caller included.
      if (!(error instanceof RangeError)) throw error;
    }
  };
  descend(0);
  assert.ok(answers.has("accepted"));
  answers.delete("accepted");
  assert.ok([...answers].every((code) => code === "verify:too-deep"), [...answers].join());
});

Deno.test("random token soup has a verdict, the same twice, and no exception", () => {
  const words = [
    "const",
    "function",
    "f",
    "exports",
    ".",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    "=",
    ";",
    "=>",
    "1",
    '"a"',
    "`${",
    "`",
    "}",
    "/",
    "require",
    "__cfHelpers",
    "async",
    "await",
    "yield",
    "class",
    "#x",
    "...",
    "?.",
    ",",
    ":",
    "import",
    "\n",
    "void 0",
    "let",
    "of",
    "in",
    "new",
    "this",
    "/a/g",
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 40 }), (tokens) => {
      const body = bodyOf(tokens.join(" "));
      assert.deepEqual(verify(body), verify(body));
    }),
    { numRuns: runs(2_000) },
  );
});
