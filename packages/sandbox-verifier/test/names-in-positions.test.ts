/** A name is judged wherever it stands: every position of an expression, of a target and of a name. */
import assert from "node:assert/strict";
import { accepted, bodyOf, rejections } from "./support/verify.ts";

/** Statements of a function; `@` is an expression. */
const EXPRESSIONS: readonly string[] = [
  "@;",
  "(@, 1);",
  "(1, @);",
  "(@)();",
  "p(@);",
  "p(...@);",
  "p(1, ...@);",
  "p?.(@);",
  "new (@)();",
  "new p(@);",
  "new p(...@);",
  "(@).x;",
  "(@)?.x;",
  "(@)[1];",
  "p[@];",
  "p?.[@];",
  "`${@}`;",
  "`a${1}b${@}c`;",
  "(@)``;",
  "p`${@}`;",
  "[@];",
  "[, @];",
  "[...@];",
  "({ a: @ });",
  "({ [@]: 1 });",
  "({ ...@ });",
  "({ m() { @; } });",
  "({ [@]() {} });",
  "({ get a() { return @; } });",
  "({ set a(v) { @; } });",
  "({ async m() { await @; } });",
  "({ *m() { yield @; } });",
  "({ *m() { yield* @; } });",
  "!@;",
  "typeof (@);",
  "delete (@).x;",
  "(@) + 1;",
  "1 + (@);",
  "(@) && 1;",
  "1 ?? (@);",
  "(@) in p;",
  "(@) ? 1 : 2;",
  "p ? (@) : 2;",
  "p ? 1 : (@);",
  "p = @;",
  "p.x = @;",
  "(@).x = 1;",
  "p[@] = 1;",
  "p ||= @;",
  "[p = @] = [];",
  "({ a: p = @ } = {});",
  "({ [@]: p } = {});",
  "({ a: (@).x } = {});",
  "[...(@).x] = [];",
  "(@).x++;",
  "--p[@];",
  "let v = @;",
  "let { a = @ } = {};",
  "let { [@]: b } = {};",
  "let [c = @] = [];",
  "var w = @;",
  "if (@);",
  "if (p) @;",
  "if (p); else @;",
  "for (@; ; ) break;",
  "for (let i = @; ; ) break;",
  "for (; @; ) break;",
  "for (; ; @) break;",
  "for (; ; ) @;",
  "for (const i of @);",
  "for (const i in @);",
  "for (const i of []) @;",
  "for (const i in {}) @;",
  "for ((@).x of []);",
  "for (const [i = @] of []);",
  "while (@);",
  "while (p) @;",
  "do @; while (p);",
  "do ; while (@);",
  "switch (@) {}",
  "switch (p) { case @: }",
  "switch (p) { case 1: @; }",
  "switch (p) { default: @; }",
  "try { @; } catch {}",
  "try {} catch { @; }",
  "try {} catch ({ a = @ }) {}",
  "try {} finally { @; }",
  "throw @;",
  "return @;",
  "label: @;",
  "{ @; }",
  "() => @;",
  "() => { @; };",
  "(a = @) => {};",
  "({ a = @ }) => {};",
  "([a = @]) => {};",
  "async () => { for await (const a of @); };",
  "(function () { @; });",
  "function g() { @; }",
  "class A extends (@) {}",
  "class A { a = @; }",
  "class A { static a = @; }",
  "class A { #a = @; }",
  "class A { [@] = 1; }",
  "class A { m() { @; } }",
  "class A { [@]() {} }",
  "class A { get a() { return @; } }",
  "class A { constructor() { @; } }",
  "class A { static { @; } }",
  "(class extends (@) {});",
  "(class { a = @; });",
  "class A extends p { m() { super.m(@); } }",
  "class A extends p { constructor() { super(@); } }",
  "class A extends p { m() { super[@]; } }",
  "class A { #a; m() { return #a in (@); } }",
  "class A { #a; m() { (@).#a; } }",
];

const place = (template: string, expression: string): string =>
  `function f(p) {\n${template.replace("@", expression)}\n}`;

Deno.test("a free name is refused in every position of an expression", () => {
  for (const template of EXPRESSIONS) {
    const at = template.indexOf("@") + 1;
    accepted(bodyOf(place(template, "p")));
    assert.deepEqual(
      rejections(bodyOf(place(template, "Deno"))),
      [`verify:free-name 3:${at}`],
      template,
    );
  }
});

Deno.test("an assignment to a module-level name is refused in every position of an expression", () => {
  for (const template of EXPRESSIONS) {
    const at = template.indexOf("@") + 2;
    assert.deepEqual(
      rejections(bodyOf(place(template, "(f = 1)"))),
      [`verify:module-state 3:${at}`],
      template,
    );
  }
});

/** Statements of a function; `@` is a target. */
const TARGETS: readonly string[] = [
  "@ = 1;",
  "@ += 1;",
  "@ &&= 1;",
  "@++;",
  "--@;",
  "[@] = [];",
  "[, @] = [];",
  "[...@] = [];",
  "[[@]] = [[]];",
  "[@ = 1] = [];",
  "({ a: @ } = {});",
  "({ @ } = {});",
  "({ @ = 1 } = {});",
  "({ ...@ } = {});",
  "({ a: [@] } = {});",
  "for (@ of []);",
  "for (@ in {});",
  "for ([@] of []);",
  "for ({ a: @ } of []);",
];

const NAMES: readonly (readonly [before: string, name: string, code: string])[] = [
  ["", "f", "module-state"],
  ['var v_1 = require("./v.ts");\n', "v_1", "module-state"],
  ["", "require", "module-state"],
  ["", "exports", "module-state"],
  ["", "__cfHelpers", "module-state"],
  ["", "__cfHardenFn", "module-state"],
  ["", "__exportStar", "module-state"],
  ["", "Deno", "free-name"],
  ["", "globalThis", "new-code"],
];

Deno.test("a target that is not the function's own is refused in every position", () => {
  for (const template of TARGETS) {
    for (const [before, name, code] of NAMES) {
      const line = before === "" ? 3 : 4;
      const expected = `verify:${code} ${line}:${template.indexOf("@") + 1}`;
      const found = rejections(bodyOf(before + place(template, name)));
      assert.ok(found.includes(expected), `${template} ${name}: ${found.join(", ")}`);
    }
  }
});

/** Statements in which `n` is declared and `@` is inside its scope. */
const SCOPES: readonly string[] = [
  "var n; @;",
  "@; var n;",
  "{ var n; } @;",
  "let n; @;",
  "const [n] = [@];",
  "let { a: { n } } = {}; @;",
  "let { ...n } = {}; @;",
  "for (let n = 0; @; @) @;",
  "for (const n of []) @;",
  "for (const n in {}) @;",
  "for (var n of []); @;",
  "try {} catch (n) { @; }",
  "try {} catch ({ n }) { @; }",
  "try {} catch ([n]) { @; }",
  "switch (1) { case 1: let n; @; }",
  "function n() { @; } @;",
  "{ function n() {} @; }",
  "(function n() { @; });",
  "(function (n) { @; });",
  "(function (n, a = @) {});",
  "(function (...n) { @; });",
  "(function ({ n }) { @; });",
  "(function ([n]) { @; });",
  "(function (n = 1) { @; });",
  "(n) => @;",
  "async (n) => { @; };",
  "class n { m() { @; } } @;",
  "class n extends (@) {}",
  "(class n { m() { @; } });",
  "(class n extends (@) {});",
  "(class n { a = @; });",
  "(class { static { var n; @; } });",
  "({ m(n) { @; } });",
  "({ set a(n) { @; } });",
  "{ let n; { let n; } @; }",
  "{ { let n; } } let n; @;",
  "{ let n; @; } { let n; @; } { let n; @; }",
];

Deno.test("a name that is declared around it may be read and assigned", () => {
  for (const template of SCOPES) {
    accepted(bodyOf(place(template.replaceAll("@", "(n)"), "")));
  }
});

/** Statements in which `n` is declared and `@` is outside its scope. */
const OUTSIDE: readonly string[] = [
  "{ let n; } @;",
  "{ class n {} } @;",
  "for (let n of []); @;",
  "for (let n = 0; ; ) break; @;",
  "try {} catch (n) {} @;",
  "try { let n; } catch { @; }",
  "switch (@) { case 1: let n; }",
  "switch (1) { case 1: let n; } @;",
  "(function n() {}); @;",
  "(function (a = @) { var n; });",
  "((n) => 1); @;",
  "(class n {}); @;",
  "({ m(n) {} }); @;",
  "class A { static { var n; } } @;",
  "class A { m(n) {} b = @; }",
];

Deno.test("a name that is declared beside it does not cover it", () => {
  for (const template of OUTSIDE) {
    const at = template.indexOf("@") + 1;
    assert.deepEqual(
      rejections(bodyOf(place(template, "n"))),
      [`verify:free-name 3:${at}`],
      template,
    );
  }
});

/** Statements of the module: positions in which `@` belongs to the module itself. */
const MODULE_THIS: readonly string[] = [
  "const a = __cfHelpers.__cf_data(@.x);",
  "const a = __cfHelpers.__cf_data([1].map(() => @));",
  "const a = __cfHelpers.__cf_data([1].map((b = @) => b));",
  "const a = __cfHelpers.__cf_data(new (class extends (@.x) {})());",
  "const a = __cfHelpers.__cf_data(new (class { [@.x] = 1; })());",
  "const a = __cfHelpers.__cf_data(new (class { [@.x]() {} })());",
  "const a = __cfHelpers.__cf_data({ get [@.x]() { return 1; } }.y);",
];

Deno.test("this and arguments of the module are refused, those of a function are not", () => {
  for (const template of MODULE_THIS) {
    for (const name of ["this", "arguments"]) {
      const at = template.indexOf("@") + 1;
      const found = rejections(bodyOf(template.replace("@", name)));
      assert.ok(found.includes(`verify:module-this 2:${at}`), `${template} ${name}: ${found}`);
    }
  }
  const own = [
    "function f() { @; }",
    "function f() { return () => @; }",
    "function f() { return (a = @) => a; }",
    "function f() { class A { [@.x]() {} } }",
    "function f() { return { m() { @; }, get a() { return @; } }; }",
  ];
  for (const template of own) {
    for (const name of ["this", "arguments"]) accepted(bodyOf(template.replaceAll("@", name)));
  }
  accepted(bodyOf("function f() { class A { a = this; static { this; } static b = this; } }"));
});
