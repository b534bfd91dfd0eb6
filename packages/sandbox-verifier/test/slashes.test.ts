/**
 * A slash after the end of an expression divides, whatever the expression ends with and however many
 * line ends stand before it: what follows is code, and is judged.
 */
import assert from "node:assert/strict";
import { accepted, bodyOf, rejections } from "./support/verify.ts";

/** Statements of a function that end in an expression. `x` and `c` are parameters. */
const EXPRESSIONS: readonly string[] = [
  "x = async function () {}",
  "x = async function named() {}",
  "x = async function* () {}",
  "x = async function (a = {}, { b } = {}) {}",
  "x = c ? 1 : function () {}",
  "x = c ? function () {} : function () {}",
  "x = c ? 1 : class {}",
  "x = c ? 1 : async function () {}",
  "yield function () {}",
  "yield class {}",
  "yield async function () {}",
  "await function () {}",
  "await class {}",
  "await async function () {}",
  "x = function () {}",
  "x = class {}",
  "x = class extends c {}",
  "x = class { static function() {} }",
  "x = class { class = 1 }",
  "x = { function() {} }",
  "x = { a: function () {} }",
  "x = { class: c }",
  "x = { async *class() {} }",
  "x = {}",
  "x = [class {}]",
  "x = (() => {})",
  "x = () => class {}",
  "x = c?.of",
  "x = c?.yield",
  "x = c?.return",
  "x = c?.typeof",
  "x = c?.class",
  "x = c?.function",
  "x = { a: c?.class }",
  "x = c.of",
  "x = c.return",
  "x = c.class",
  "x = `${class {}}`",
  "x = `${(async function ({ a } = {}, { b } = {}) {})}`",
  "x = new class {}",
  "x++",
  "return function () {}",
  "throw class {}",
];

const inFunction = (statement: string, between: string, rest: string) =>
  bodyOf(`exports.f = f;\nasync function* f(x, c) {\n${statement}${between}${rest};\n}`);

for (const expression of EXPRESSIONS) {
  Deno.test(`what divides ${expression} is judged`, () => {
    const hidden = "/[f = 1]/1";
    assert.deepEqual(rejections(inFunction(expression, "\n", hidden)), ["verify:module-state 5:3"]);
    const column = expression.length + "  /[f".length;
    assert.deepEqual(
      rejections(inFunction(expression, "  ", hidden)),
      [`verify:module-state 4:${column}`],
    );
    // The neighbours: a division by something harmless, and a regular expression behind its semicolon.
    accepted(inFunction(expression, "\n", "/[1]/1"));
    accepted(inFunction(expression, ";\n", "/[f = 1]/g"));
  });
}

/** Ends of statements that no division can follow; the engine reads a regular expression too. */
const STATEMENTS: readonly string[] = [
  "x = () => {}",
  "x = c => {}",
  "x = async () => {}",
  "x = c ? 1 : () => {}",
  "x = yield",
  "yield",
  "return",
  "if (c) {}",
  "function inner() {}",
  "class Inner {}",
  "label: for (;;) { break label\n/[f = 1]/g }",
  "do {} while (c)",
  "{ function inner() {} }",
  "if (c) ; else {}",
];

for (const statement of STATEMENTS) {
  Deno.test(`a regular expression behind ${statement} is one`, () => {
    const body = inFunction(statement, "\n", "/[f = 1]/g.test(x)");
    accepted(body);
    new Function("exports", body);
  });
}

Deno.test("a regular expression that only a guess tells from a division is refused", () => {
  const body = inFunction("var of", "\n", "/[f = 1]/g");
  assert.deepEqual(rejections(body), ["verify:syntax 5:1"]);
  accepted(inFunction("var of", ";\n", "/[f = 1]/g"));
});
