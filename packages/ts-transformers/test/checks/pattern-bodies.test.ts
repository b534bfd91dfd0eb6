import assert from "node:assert/strict";
import { applied, assertFinds, type Expected, find, withImports } from "./find.ts";

const code = (name: string) => `pattern-context:${name}`;

const ROWS: readonly [name: string, statements: string, expected: readonly Expected[]][] = [
  ["an assignment", "local.n = 1;", [[code("assignment"), "local.n = 1"]]],
  ["an assignment in parentheses", "((local).n) = 1;", [[code("assignment"), "((local).n) = 1"]]],
  ["a compound assignment", "local.n += 1;", [[code("assignment"), "local.n += 1"]]],
  ["a destructuring assignment", "[local.n] = [1];", [[code("assignment"), "[local.n] = [1]"]]],
  ["steps", "local.n++; --local.n;", [
    [code("assignment"), "local.n++"],
    [code("assignment"), "--local.n"],
  ]],
  ["a deletion", "delete local.o;", [[code("assignment"), "delete local.o"]]],
  ["an assignment in an expression", "leave(local.n = 1);", [[code("assignment"), "local.n = 1"]]],
  ["comparisons and signs", "leave(local.n === 1, -local.n, !local.n);", []],
  ["an early return", "if (leave()) return { title };", [[code("early-return"), "return"]]],
  ["returns on both branches", "if (leave()) { return { title }; } else { return { title }; }", [
    [code("early-return"), "return"],
    [code("early-return"), "return"],
  ]],
  ["a return inside try", "try { return { title }; } catch { leave(); }", [
    [code("early-return"), "return"],
  ]],
  ["let", "let x = 1; leave(x);", [[code("let-declaration"), "x"]]],
  ["several names of let", "let x = 1, { y } = { y: 1 }; leave(x, y);", [
    [code("let-declaration"), "x"],
    [code("let-declaration"), "{ y }"],
  ]],
  ["var", "var x = 1; leave(x);", [[code("var-declaration"), "x"]]],
  ["const", "const x = 1; leave(x);", []],
  ["for of", "for (let name of names) leave(name);", [[code("loop"), "for"]]],
  ["for in", "for (const key in names) leave(key);", [[code("loop"), "for"]]],
  ["for", "for (let i = 0; i < names.length; i++) leave(i);", [[code("loop"), "for"]]],
  ["while", "while (leave()) leave();", [[code("loop"), "while"]]],
  ["do", "do { leave(); } while (leave());", [[code("loop"), "do"]]],
  ["what stands in a loop", "for (const name of names) { local.n = 1; leave(name); }", [
    [code("loop"), "for"],
    [code("assignment"), "local.n = 1"],
  ]],
  [
    "a computed",
    "computed(() => { let x = 0; for (const n of names) x += n.length; if (x) return 1; return x; });",
    [],
  ],
  ["an action", "action(() => { let x = 0; x++; leave(x); });", []],
  [
    "a callback of a plain list",
    '["a"].map((s) => { let t = s; t += "!"; if (t) return t; return s; });',
    [],
  ],
  ["an immediately invoked function", "(() => { let t = 1; while (t < 3) t++; return t; })();", []],
  ["an event handler", "<button onClick={() => { let t = 1; t++; leave(t); }}>+</button>;", []],
  ["a method", "leave.call(null); const o = { size() { return 1; } };", [
    [code("object-member"), "size"],
  ]],
  ["accessors", "const o = { get a() { return 1; }, set a(v) { leave(v); } };", [
    [code("object-member"), "a"],
    [code("object-member"), "a"],
  ]],
  ["a function as a property", "const o = { size: (() => 1) };", [[
    code("object-member"),
    "() => 1",
  ]]],
  ["a named function as a property", "const o = { leave, size: leave };", [
    [code("object-member"), "leave"],
    [code("object-member"), "leave"],
  ]],
  ["members of nested literals", "const o = { a: [{ b: { size() { return 1; } } }] };", [
    [code("object-member"), "size"],
  ]],
  [
    "methods inside of a computed",
    "computed(() => { const o = { size() { return 1; } }; return o.size(); });",
    [],
  ],
  ["methods that an ordinary function is given", "leave({ size() { return 1; } });", []],
  ["streams and factories as properties", "const o = { run: action(() => leave()), Own };", []],
];

const HEAD = `const leave = (...x: unknown[]): boolean => x.length > 0;
const Own = pattern<{ a: string }, { a: string }>(({ a }) => ({ a }));
const names = ["a"];
const local: { n: number; o?: number } = { n: 1 };
export const keep = () => [leave, Own, names, local, render];
`;
const inPattern = (statements: string) =>
  `${HEAD}export default pattern<{ title: string }, { title: string }>(({ title }) => {
  ${statements}
  return { title };
});`;

for (const [name, statements, expected] of ROWS) {
  Deno.test(`pattern bodies: ${name}`, () => {
    assertFinds(inPattern(statements), expected);
  });
  Deno.test(`ordinary functions may: ${name}`, () => {
    assertFinds(
      `${HEAD}export const f = (title: string) => { ${statements} return { title }; };`,
      [],
    );
  });
}

Deno.test("a pattern inside of a pattern has its own turn", () => {
  assertFinds(
    inPattern(
      "const Row = pattern<{ a: string }, { a: string }>(({ a }) => { let b = a; return { a: b }; });",
    ),
    [
      [code("let-declaration"), "b"],
    ],
  );
});

Deno.test("a concise body may assign as little as a block", () => {
  assertFinds(
    `${HEAD}export default pattern<{ a: string }, { n: number }>(() => ({ n: local.n = 2 }));`,
    [
      [code("assignment"), "local.n = 2"],
    ],
  );
  assertFinds(
    `${HEAD}export default render<{ a: string }>(({ a }) => { let b = a; return <p>{b}</p>; });`,
    [
      [code("let-declaration"), "b"],
    ],
  );
});

Deno.test("the advice for a loop names the list", () => {
  const advice = (statement: string) => find(withImports(inPattern(statement)))[0]!.instead;
  assert.match(advice("for (const n of names) leave(n);"), /`names\.map\(\.\.\.\)`/);
  assert.match(advice("for (const n of (names)) leave(n);"), /`names\.map\(\.\.\.\)`/);
  assert.match(advice("for (let i = 0; i < names.length; i++) leave(i);"), /`names\.map\(/);
  assert.match(advice("while (leave()) leave();"), /`items\.map\(/);
});

Deno.test("a name that never changes is made a const", () => {
  for (const keyword of ["let", "var"]) {
    const text = withImports(inPattern(`${keyword} x = 1, y = 2; leave(x, y);`));
    const [finding] = find(text);
    assert.equal(
      applied(text, finding!),
      withImports(inPattern("const x = 1, y = 2; leave(x, y);")),
    );
  }
});

Deno.test("no const is offered where it would not compile", () => {
  const bodies = [
    "let x = 1; leave(() => { x = 2; });",
    "let x; leave(x);",
    "let x = 1; [x] = [2];",
    "leave(x); var x = 1;",
    "var x = 1; var x = 2; leave(x);",
    "{ var x = 1; } leave(x);",
  ];
  for (const body of bodies) {
    const declarations = find(withImports(inPattern(body))).filter(({ code }) =>
      code.endsWith("-declaration")
    );
    assert.ok(declarations.length > 0, body);
    assert.deepEqual(declarations.flatMap(({ fixes }) => fixes), [], body);
  }
});
