import assert from "node:assert/strict";
import { compile } from "./compile.ts";
import { run } from "./run.ts";
import { rejections } from "./verify.ts";

const IMPORTS =
  `import { Cell, computed, handler, lift, pattern, str, toSchema, Writable } from "commonfabric";
import * as cf from "commonfabric";
const S = { type: "object" } as const;
`;

/** Codes and culprits of one module after the imports. */
function findings(text: string): string[] {
  const source = IMPORTS + text;
  return compile(source).analysis.diagnostics.map(({ code, offset, length, message }) => {
    assert.ok(message.length <= 400, message);
    return `${code} ${source.slice(offset!, offset! + length!)}`;
  });
}

const REFUSED: Record<string, [string, ...string[]]> = {
  "let": ["let a = 1, b;", "module:mutable-binding a", "module:mutable-binding b"],
  "var": ["export var a = 1;", "module:mutable-binding a"],
  "a class": ["class A {}", "module:top-level-class A"],
  "an exported class": [
    "export default class {}",
    "module:top-level-class export default class {}",
  ],
  "a class as a value": ["const A = class {};", "module:top-level-class class {}"],
  "a call as statement": ["S.toString();", "module:top-level-statement S.toString();"],
  "a loop": ["for (;;) {}", "module:top-level-statement for (;;) {}"],
  "a block": ["{ }", "module:top-level-statement { }"],
  "a condition": ["if (S) { }", "module:top-level-statement if (S) { }"],
  "a late directive": [`"use strict";`, `module:top-level-statement "use strict";`],
  "a namespace with values": [
    "namespace N { export const a = 1; }",
    "module:top-level-statement namespace N { export const a = 1; }",
  ],
  "await": ["const a = await 1;", "module:top-level-statement await 1"],
  "a cell": ["const a = new Cell(1, S);", "module:unsupported-initializer new Cell(1, S)"],
  "a cell of a namespace": [
    "const a = cf.Cell.of(1);",
    "module:unsupported-initializer cf.Cell.of(1)",
  ],
  "a template of reactive values": ["const a = str`x`;", "module:unsupported-initializer str`x`"],
  "a bound handler": [
    "const a = handler(S, S, () => {})({});",
    "module:unsupported-initializer handler(S, S, () => {})({})",
  ],
  "an alias of a builder": ["const make = pattern;", "module:unsupported-initializer pattern"],
  "the namespace of a host": ["const all = cf;", "module:unsupported-initializer cf"],
  "an exported namespace of a host": ["export { cf };", "module:unsupported-initializer cf"],
  "a function in data that the author freezes": [
    `import { __cf_data } from "commonfabric"; const a = __cf_data({ f: () => 1 });`,
    "module:function-in-data () => 1",
  ],
  "a view": ["const icon = <b>x</b>;", "module:unsupported-initializer <b>x</b>"],
  "a call that is not for data": [
    `import { equals } from "commonfabric"; const same = [equals(S, S)];`,
    "module:unsupported-initializer equals(S, S)",
  ],
  "a sticky expression in a builder's argument": [
    "const a = lift(() => 1, { default: /a/y }, S);",
    "module:unsupported-initializer /a/y",
  ],
  "a star of a host": [
    `export * from "commonfabric";`,
    `module:unsupported-initializer export * from "commonfabric";`,
  ],
  "a promise": [
    "const f = async () => 1; const p = f();",
    "module:unsupported-initializer f()",
  ],
  "a date": ["const now = new Date(0);", "module:unsupported-initializer new Date(0)"],
  "an instance in data": [
    "const a = { b: [new Uint8Array(1)] };",
    "module:unsupported-initializer new Uint8Array(1)",
  ],
  "an instance of an author's class": [
    "function make() { return new (class A {})(); } const a = make();",
    "module:unsupported-initializer make()",
  ],
  "a function that a call gives": [
    "const make = () => () => 1; const f = make();",
    "module:unsupported-initializer make()",
  ],
  "a pattern that is placed": [
    'const Child = pattern(() => ({})); const There = Child.inSpace("x");',
    'module:unsupported-initializer Child.inSpace("x")',
  ],
  "a global regular expression": ["const r = /a/g;", "module:unsupported-initializer /a/g"],
  "a sticky one in data": ["const r = [/a/y];", "module:unsupported-initializer /a/y"],
  "a function in data": ["const a = { b: () => 1 };", "module:function-in-data () => 1"],
  "a method in data": ["const a = [{ b() {} }];", "module:function-in-data b() {}"],
  "a getter in data": [
    "const a = { get b() { return 1; } };",
    "module:function-in-data get b() { return 1; }",
  ],
  "a named function in data": [
    "function f() {} export const a = new Map([[1, f]]);",
    "module:function-in-data f",
  ],
  "a function in a choice of data": [
    "const a = S ? { f: () => 1 } : [];",
    "module:function-in-data () => 1",
  ],
  "a builder in data": [
    "const a = { p: pattern(() => ({}), S) };",
    "module:function-in-data pattern(() => ({}), S)",
  ],
  "a function in a builder's options": [
    "lift(() => 1, false, S, { a: () => 1 });",
    "module:top-level-statement lift(() => 1, false, S, { a: () => 1 });",
  ],
  "a function in a builder's schema": [
    "const a = lift(() => 1, { default: () => 1 }, S);",
    "module:function-in-data () => 1",
  ],
  "an enum member that is computed by a call": [
    `enum E { A = "x".length }`,
    `module:unsupported-initializer A = "x".length`,
  ],
  "an exported default that reads an exported sibling": [
    "export const { a = 1, b = a } = S as { a?: number; b?: number };",
    "module:unsupported-initializer a",
  ],
  "a dynamic import": [
    `const f = () => import("./x.ts");`,
    `module:dynamic-import import("./x.ts")`,
  ],
  "require": [`const f = () => require("./x.ts");`, `module:dynamic-import require("./x.ts")`],
  "import.meta": ["const f = () => import.meta;", "module:dynamic-import import.meta"],
  "import equals": [
    `import x = require("./x.ts");`,
    `module:dynamic-import import x = require("./x.ts");`,
  ],
  "a reserved parameter": [
    "const f = (exports: number) => exports;",
    "module:reserved-name exports",
  ],
  "a reserved reference": ["const f = () => __cfHelpers.h;", "module:reserved-name __cfHelpers"],
  "a reserved import": [
    `import { str as __cfStr } from "commonfabric";`,
    "module:reserved-name __cfStr",
  ],
  "a reserved shorthand": ["const f = () => ({ require });", "module:reserved-name require"],
  "a name that ends in eval": [
    "const f = ($eval: () => 1) => $eval();",
    "module:forbidden-text $eval",
  ],
  "raw text": ["const f = () => String.raw`<!-- ${1} -->`;", "module:forbidden-text <!--"],
  "a lift that is applied in a callback of plain data": [
    "const p = pattern(() => ({ a: [1].map(() => lift(() => 1, false, S)()) }), S);",
    "pattern-context:builder-placement lift",
  ],
  "a lift that is not applied in a pattern": [
    "const p = pattern(() => { const one = lift(() => 1, false, S); return { one }; }, S);",
    "pattern-context:builder-placement lift",
  ],
  "an applied lift that captures": [
    "const p = pattern((i) => ({ a: lift(() => i.a, false, S)() }), S);",
    "pattern-context:builder-placement lift",
  ],
  "a list pattern that captures": [
    "const p = pattern((i) => ({ a: i.l.mapWithPattern(pattern(() => ({ i }), S)) }), S);",
    "pattern-context:builder-placement pattern",
  ],
  "a nested capture in a destructured parameter": [
    "const p = pattern(({ a }) => ({ b: handler(S, S, () => a)({}) }), S);",
    "pattern-context:builder-placement handler",
  ],
  "a builder in a function": [
    "function make() { return lift(() => 1, false, S); }",
    "standalone-function:reactive-operation lift",
  ],
  "a builder in a handler": [
    "const a = handler(S, S, () => { pattern(() => ({}), S); });",
    "standalone-function:reactive-operation pattern",
  ],
};
for (const [name, [text, ...expected]] of Object.entries(REFUSED)) {
  Deno.test(`module scope refuses ${name}`, () => assert.deepEqual(findings(text), expected));
}

const ACCEPTED: Record<string, string> = {
  "let inside a function": "const f = () => { let a = 1; a++; return a; };",
  "classes inside a function":
    "const f = () => { class A { #x = 1; get() { return this.#x; } } return new A().get(); };",
  "an interface": "export interface A { exports: number; require(): void }",
  "a value of type any": `const a = JSON.parse("{}");`,
  "data whose type mentions handles":
    "const links = [] as { cell: Cell<number>; f: () => void }[];",
  "a call that gives data": "const f = () => ({ a: 1 }); const a = f();",
  "reserved words as keys":
    "const f = (o: { exports: number }) => o.exports; const a = { require: 1 };",
  "refused text in an ordinary string": `const label = "import (CSV) <!-- -->";`,
  "a computation in a callback of plain data":
    "const p = pattern(() => ({ a: [1].map(() => computed(() => 1)) }), S);",
  "schemas made of types in front of a callback":
    "const h = handler(toSchema<{ by: number }>(), toSchema<{ n: number }>(), ({ by }, { n }) => by + n);",
  "an inline builder in a body given by name":
    "function body() { return { one: computed(() => 1) }; } const p = pattern(body, S);",
  "a local called like a builder": "const f = (lift: (a: number) => number) => lift(1);",
  "an unresolved callee": "const f = (a: { pattern(b: () => void): void }) => a.pattern(() => {});",
  "a computed choice between functions by name":
    "const up = () => 1; function down() { return 2; } const f = Math.max(1, 2) > 1 ? up : down;",
  "a computed choice between builders by name":
    "const one = lift(() => 1, false, S), b = Math.max(1, 2) > 1 ? one : lift(() => 2, false, S);",
  "an instantiated generic function": "const id = <T,>(v: T) => v; const text = id<string>;",
  "a destructured reference": `const { a } = { a: 1 }; const { b: { c } } = { b: { c: [1] } };`,
  "a long chain of operands": `const a = ${Array(1500).fill("1").join(" + ")};`,
};
for (const [name, text] of Object.entries(ACCEPTED)) {
  Deno.test(`module scope accepts ${name}`, () => {
    assert.deepEqual(findings(text), []);
    const compiled = compile(IMPORTS + text);
    assert.deepEqual(rejections(compiled), []);
    run(compiled, "/main.tsx");
  });
}

Deno.test("a parenthesised or asserted initialiser is decided like the bare one", () => {
  const forms = [
    "pattern(() => ({}), S)",
    "(n: number) => n",
    "{ a: 1 }",
    "lift(() => 1, false, S)",
  ];
  const wraps = [
    (e: string) => `(${e})`,
    (e: string) => `((${e}))!`,
    (e: string) => `(${e}) as unknown`,
    (e: string) => `(${e}) satisfies unknown`,
  ];
  for (const form of forms) {
    const bare = compile(`${IMPORTS}const value = ${form};`);
    for (const wrap of wraps) {
      const wrapped = compile(`${IMPORTS}const value = ${wrap(form)};`);
      const body = (compiled: typeof bare) =>
        compiled.bodies.get("/main.tsx")?.replace(/[()]/g, "");
      assert.equal(body(wrapped), body(bare));
    }
  }
});

Deno.test("a placed pattern at module scope is told where to place it", () => {
  const source = `${IMPORTS}const Child = pattern(() => ({}));
const There = Child.inSpace("x");
const User = Child.asScope("user");
`;
  const alternatives = compile(source).analysis.diagnostics.map(({ message }) =>
    message.slice(message.indexOf("Apply it"))
  );
  const told = 'Apply it where it is used, inside a pattern: `Child.inSpace("name")({ ... })`.';
  assert.deepEqual(alternatives, [told, told]);
});
