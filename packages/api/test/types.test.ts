import assert from "node:assert/strict";
import { typeErrors } from "./check-program.ts";

const IMPORTS = `import { pattern, lift, handler, render, cell, Cell, Writable, str, ifElse, when,
  NAME, UI, SELF, schema, __cf_data, type ReadonlyCell, type Stream, type Default, type VNode } from "commonfabric";
import type { Schema } from "commonfabric/schema";
interface Item { title: string; done: boolean }
declare const read: ReadonlyCell<number>; declare const items: Writable<Item[]>;
declare const stream: Stream<{ n: number }>; declare const silent: Stream<void>;
declare const title: Cell<string>; declare const flag: Cell<boolean>;
const S = { type: "object", properties: { a: { type: "number" } }, required: ["a"] };
const count = lift((input: { items: Item[] }) => input.items.length, S, { type: "number" });
const add = handler(S, S, (event: { title: string }, state: { items: Writable<Item[]> }) => {
  state.items.push({ title: event.title, done: false });
});
`;
const LINE = IMPORTS.split("\n").length;

/** Errors in `line`, which stands alone after the imports. */
const errorsIn = (line: string) =>
  typeErrors(`${IMPORTS}${line}\n`).filter((error) => error.startsWith(`${LINE}: `));

Deno.test("the type libraries themselves have no errors", () => {
  assert.deepEqual(typeErrors(`${IMPORTS}`, true), []);
});

const ACCEPTED: Record<string, string> = {
  "a reference in an explicit pattern body is any-like":
    `pattern((input) => ({ a: input.key("a").key("b"), b: input.c.d, me: input[SELF] }), S);`,
  "destructuring of an explicit input":
    `pattern(({ a, b: { c }, [SELF]: me }) => ({ a, c, me }), S);`,
  "schemas as const":
    `pattern((input) => ({ a: input.key("a") }), { type: "object" } as const, S);`,
  "an annotated pattern input": `pattern((input: { a: number }) => ({ a: input.a }), S);`,
  "lift without annotation": `lift((input) => input.a.b, S, { type: "number" });`,
  "lift without input": `lift(() => 1, false, { type: "number" })();`,
  "the options of a lift": `lift(() => 1, false, true, { completeSchedulerScopeSummary: true });`,
  "handler without annotation":
    `handler(S, S, (event, { items }) => { items.push(event.title); });`,
  "handler of no event": `handler(false, S, (_, state) => { state.x.set(1); })({ x: 1 });`,
  "asynchronous handler": `handler(S, S, async (event: { a: 1 }) => { await event; });`,
  "a lift result is any-like": `count({ items }).key("x").for("total", true);`,
  "a factory takes data, a cell, or a record of those":
    `count({ items: [{ title: "a", done: flag }] });`,
  "a bound handler is a stream": `const bound: Stream<{ title: string }> = add({ items }); bound;`,
  "cells with a value and a schema":
    `new Cell(1, S).get() + new Writable(2).get() + cell(3, S).get();`,
  "static forms": `Cell.of(1, S).equals(Cell.for<number>("cause"));`,
  "a path of a cell": `items.key(0).key("title").set("a"); items.key(0, "done").set(true);`,
  "writing what was read and changed": `items.set(items.get().filter((item) => !item.done));`,
  "lists of a cell": `items.mapWithPattern(pattern((row) => ({ row }), S), { a: title });`,
  "sending": `stream.send({ n: 1 }); silent.send();`,
  "a template of references": `str\`\${title} \${1}\`.length;`,
  "conditionals with schemas": `ifElse(S, S, S, S, flag, 1, 2).x; when(S, S, S, flag, 1).x;`,
  "any custom component": `<cf-anything foo={1} $value={title} onClick={stream} />;`,
  "a factory as element":
    `const Row = pattern((row) => ({ [UI]: <li>{row.key("t")}</li> }), S); <Row a={1} />;`,
  "a view as result": `render((input) => <p>{input.key("a")}</p>, S);`,
  "events typed by their component":
    `<cf-input oncf-change={(event) => event.detail?.value.trim()} $value={title} />;`,
  "fragments, text and cells as children": `<><b>{title}</b>{[1, "a", null]}{false}</>;`,
  "handles of any and unknown content":
    `declare const any: Cell<any>; declare const open: Writable; any.get() + any.key("x").get(); open.push(1); open.key("a").set(2);`,
  "writing back what was spread": `items.set([...items.get(), { title: "a", done: true }]);`,
  "a default in both spellings":
    `pattern<{ a: Default<number, 1>; b: string[] | Default<[]> }, { c: number }>(({ a, b }) => ({ c: a + (b.includes("x") ? 1 : 0) }));`,
  "inferred builders":
    `lift((x: { a: number }) => x.a)({ a: 1 }).toFixed(); pattern((x: { a: number }) => ({ b: x.a }));`,
  "the type of a schema literal":
    `const D = { type: "array", items: { type: "string" } } as const; const d: Schema<typeof D> = ["a"]; d;`,
  "plain data":
    `const P = __cf_data({ a: 1 }); const Q: number = P.a + schema({ minimum: 1 }).minimum; Q;`,
  "a local named like the helper": `const h = 1; <p>{h}</p>;`,
  "type-only events":
    `const f = (event: CustomEvent<{ a: 1 }>, plain: Event) => [event.detail?.a, plain.target?.value]; f;`,
};
const REFUSED: Record<string, string> = {
  "writing through a read-only handle": `read.set(1);`,
  "a push of another type": `items.push({ title: 1, done: true });`,
  "a value of another type": `title.set(1);`,
  "a wrong field in a factory's input": `count({ itemz: [] });`,
  "a wrong value in a factory's input": `count({ items: 3 });`,
  "a wrong field in a handler's state": `add({ items: title });`,
  "the wrong event": `stream.send({ n: "1" });`,
  "an event that is missing": `stream.send();`,
  "a name that does not exist": `import { nosuch } from "commonfabric"; nosuch;`,
  "the internal name h": `import { h } from "commonfabric"; h;`,
  "a wrong type under a reserved key": `pattern((input) => ({ [NAME]: 5, a: input.a }), S);`,
  "a view that is no view": `pattern((input) => ({ [UI]: { a: 1 }, a: input.a }), S);`,
  "a result that is no record": `pattern(() => 5, S);`,
  "a schema that is no schema": `lift(() => 1, "object", S);`,
  "a wrong attribute": `<cf-select items={3} />;`,
  "a binding of another type": `<cf-checkbox $checked={title} />;`,
  "an unknown tag": `<nosuch />;`,
  "a detail of another event": `<cf-input oncf-change={(event) => event.detail?.nosuch} />;`,
  "a timer": `setTimeout(() => {}, 1);`,
  "the constructor of functions": `new Function("return 1");`,
  "eval": `eval("1");`,
  "weak references": `new WeakRef({});`,
  "the locale database": `new Intl.NumberFormat();`,
};
for (const [name, line] of Object.entries(ACCEPTED)) {
  Deno.test(`types accept ${name}`, () => assert.deepEqual(errorsIn(line), []));
}
for (const [name, line] of Object.entries(REFUSED)) {
  Deno.test(`types refuse ${name}`, () => assert.notDeepEqual(errorsIn(line), []));
}
