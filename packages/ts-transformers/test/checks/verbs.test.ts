import assert from "node:assert/strict";
import { assertFinds, type Expected } from "./find.ts";

const RETURN = "verb-result:undeclared-return";
const PUSH = "mergeable-push:read-then-push";

const BODIES: readonly [name: string, statements: string, expected: readonly Expected[]][] = [
  ["an object", "return { ok: true };", [[RETURN, "{ ok: true }"]]],
  ["an object in parentheses", "return ({ ok: true });", [[RETURN, "{ ok: true }"]]],
  ["an asserted object", "return { ok: true } as const;", [[RETURN, "{ ok: true } as const"]]],
  ["an array", "return [1];", [[RETURN, "[1]"]]],
  ["literals", "return 'done';", [[RETURN, "'done'"]]],
  ["a truth value", "return true;", [[RETURN, "true"]]],
  ["a template", "return `${n.get()} done`;", [[RETURN, "`${n.get()} done`"]]],
  ["arithmetic", "return n.get() + 1;", [[RETURN, "n.get() + 1"]]],
  ["a choice of values", "return n.get() > 1 ? { ok: true } : undefined;", [
    [RETURN, "n.get() > 1 ? { ok: true } : undefined"],
  ]],
  ["an early value", "if (n.get() > 1) { return 1; } n.set(2);", [[RETURN, "1"]]],
  ["two values, told once", "if (n.get() > 1) { return 1; } return 2;", [[RETURN, "1"]]],
  ["nothing", "n.set(1); return;", []],
  ["undefined", "return undefined;", []],
  ["a call", "return leave(n);", []],
  ["a cell", "return n;", []],
  ["a value asserted as any", "return { ok: true } as any;", []],
  [
    "a value of a nested function",
    "[1].forEach(() => { return 1; }); function g() { return {}; } g();",
    [],
  ],
];

const module = (text: string) =>
  `const leave = (x: unknown) => x;
export const use = (n: Writable<number>, rows: Writable<string[]>, s: { rows: Writable<string[]> }) => {
  ${text}
  return [leave, n, rows, s];
};`;

for (const [name, statements, expected] of BODIES) {
  for (const verb of ["action(() =>", "handler<unknown, { n: number }>((_e, _s) =>"]) {
    Deno.test(`${verb.slice(0, 7)} gives ${name}`, () => {
      assertFinds(module(`${verb} { ${statements} });`), expected);
    });
  }
}

Deno.test("a declared result may be given, and void declares none", () => {
  assertFinds(module("action<void, { ok: boolean }>(() => { return { ok: true }; });"), []);
  assertFinds(module("handler<unknown, unknown, number>(() => { return 1; });"), []);
  assertFinds(module("action<void, void>(() => { return { ok: true } as never; });"), [
    [RETURN, "{ ok: true } as never"],
  ]);
});

Deno.test("a concise body is an expression and gives no result", () => {
  assertFinds(module("action(() => ({ ok: true }));"), []);
});

Deno.test("the advice says that there is no event where the function takes none", () => {
  const advice = (text: string) => assertFinds(module(text), [[RETURN, "1"]])[0]!.instead;
  assert.match(advice("action(() => { return 1; });"), /`action<void, Result>`/);
  assert.match(advice("action((_e: string) => { return 1; });"), /`action<Event, Result>`/);
});

Deno.test("the advice keeps the type arguments that are there", () => {
  const [finding] = assertFinds(
    module("handler<{ id: string }, { n: Writable<number> }>((_e, _s) => { return 1; });"),
    [[RETURN, "1"]],
  );
  assert.equal(
    finding!.instead,
    "Write `handler<{ id: string }, { n: Writable<number> }, Result>`, or use `return;`.",
  );
});

const push = (list: string, value = '"a"'): Expected => [PUSH, `${list}.push(${value})`];

const PUSHES: readonly [name: string, statements: string, expected: readonly Expected[]][] = [
  ["in a condition", 'if (rows.get().length < 3) rows.push("a");', [push("rows")]],
  ["after leaving", 'if (rows.get().includes("a")) return; rows.push("a");', [push("rows")]],
  ["by a name", 'const now = rows.get(); if (!now.includes("a")) { rows.push("a"); }', [
    push("rows"),
  ]],
  [
    "by a name of a name",
    'const [one] = rows.get(); const has = one === "a"; has || rows.push("a");',
    [
      push("rows"),
    ],
  ],
  ["in what is pushed", "rows.push(`${rows.get().length}`);", [
    push("rows", "`${rows.get().length}`"),
  ]],
  ["of a member", 'if ((s.rows).sample().length === 0) s.rows.push("a");', [push("s.rows")]],
  ["without reading", 'rows.push("a");', []],
  ["beside a read", 'console.log(rows.get().length); rows.push("a");', []],
  ["once only", 'if (rows.get().length === 0) rows.addUnique("a");', []],
  ["of another list", 'if (s.rows.get().length === 0) rows.push("a");', []],
  ["to plain data", 'const list: string[] = []; if (rows.get().length === 0) list.push("a");', []],
];

for (const [name, statements, expected] of PUSHES) {
  Deno.test(`a push that depends on a read: ${name}`, () => {
    const found = assertFinds(module(`action(() => { ${statements} });`), expected);
    assert.ok(found.every(({ severity }) => severity === "warning"));
  });
}

Deno.test("a function of an event attribute is a handler too", () => {
  const button = (code: string) => module(`leave(<button onClick={() => { ${code} }}>+</button>);`);
  assertFinds(button('if (rows.get().length < 3) rows.push("a");'), [push("rows")]);
  assertFinds(button('rows.push("a");'), []);
});
