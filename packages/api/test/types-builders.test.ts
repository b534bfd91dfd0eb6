/** Builders in their natural forms: what the types infer, accept and refuse. */
import { testTwins } from "./type-twins.ts";

const PREAMBLE =
  `import { action, assert, computed, derive, handler, lift, NAME, pattern, patternTool, render, SELF,
  TESTS, UI, multiUserTest, unless, when, Writable, Cell, type Default, type PatternToolResult, type PerUser,
  type ReadonlyCell, type Stream, type TestStep, type VNode, type FactoryInput, type HandlerState } from "commonfabric";
interface Item { title: string; done: boolean | Default<false>; tags: string[] | Default<[]> }
interface In { items: Writable<Item[] | Default<[]>>; title: string | Default<"none">; size?: number }
interface Out { [NAME]: string; [UI]: VNode; total: number; add: Stream<{ title: string }>; inc: Stream<void> }
declare const items: Writable<Item[]>; declare const count: Cell<number>; declare const read: ReadonlyCell<number>;
const Child = pattern<{ a: number; b?: string; cell?: Writable<string> }, { total: number; save: Stream<void>; inner: Cell<number> }>(
  ({ a }) => ({ total: a, save: action(() => {}), inner: new Cell(a) }));
const Inferred = pattern(({ a }: { a: number }) => ({ total: a, list: [a], [NAME]: "x" }));
const add = handler<{ title: string }, { items: Writable<Item[]> }>(({ title }, { items }) => {
  items.push({ title, done: false, tags: [] });
});
const step = handler<unknown, { n: Writable<number> }>((_, { n }) => n.set(n.get() + 1));
function named(row: { a: number }): string { return String(row.a); }`;

testTwins("builders", PREAMBLE, {
  "a body has its input without marks": [
    `pattern<In, { n: number }>(({ items, title }) => ({ n: items.get().length + title.length }));`,
    `pattern<In, { n: number }>(({ items }) => ({ n: items.length }));`,
  ],
  "a field with a default is there, an optional one may be missing": [
    `pattern<{ a?: Default<number, 1>; b?: number }, { n: number }>(({ a, b }) => ({ n: a + (b ?? 0) }));`,
    `pattern<{ a?: Default<number, 1>; b?: number }, { n: number }>(({ a, b }) => ({ n: a + b }));`,
  ],
  "a cell with a default inside is there": [
    `pattern<{ a?: Writable<Default<number, 1>>; b?: Writable<number> }, { n: number }>(({ a, b }) => ({ n: a.get() + (b?.get() ?? 0) }));`,
    `pattern<{ a?: Writable<Default<number, 1>>; b?: Writable<number> }, { n: number }>(({ a, b }) => ({ n: a.get() + b.get() }));`,
  ],
  "a body returns what is declared": [
    `pattern<In, { total: number }>(({ items }) => ({ total: computed(() => items.get().length) }));`,
    `pattern<In, { total: number }>(({ title }) => ({ total: title }));`,
  ],
  "a body returns every declared member": [
    `pattern<In, { a: number; b?: string }>(() => ({ a: 1 }));`,
    `pattern<In, { a: number; b?: string }>(() => ({ b: "x" }));`,
  ],
  "cells stand for declared data in a result": [
    `pattern<In, { items: Item[]; n: number }>(({ items }) => ({ items, n: count }));`,
    `pattern<In, { items: string[]; n: number }>(({ items }) => ({ items, n: count }));`,
  ],
  "a view under its key": [
    `pattern<In, Out>(({ items, title }) => ({ [NAME]: title, [UI]: <p>{title}</p>, total: 1, add: add({ items }), inc: step({ n: count }) }));`,
    `pattern<In, Out>(({ items, title }) => ({ [NAME]: title, [UI]: 5, total: 1, add: add({ items }), inc: step({ n: count }) }));`,
  ],
  "a declared view accepts what a tag gives": [
    `pattern<In, { header: VNode }>(() => ({ header: <p /> }));`,
    `pattern<In, { header: VNode }>(() => ({ header: "text" }));`,
  ],
  "reserved keys are typed though not declared": [
    `pattern<In, { a: number }>(() => ({ a: 1, [NAME]: "x" }));`,
    `pattern<In, { a: number }>(() => ({ a: 1, [NAME]: 5 }));`,
  ],
  "reserved keys are typed in an inferred result": [
    `pattern(() => ({ [NAME]: str(), [UI]: <p /> })); function str(): string { return ""; }`,
    `pattern(() => ({ [NAME]: {} }));`,
  ],
  "a stream for every event fits one for some": [
    `pattern<In, { inc: Stream<void> }>(() => ({ inc: step({ n: count }) }));`,
    `pattern<In, { inc: Stream<void> }>(({ items }) => ({ inc: add({ items }) }));`,
  ],
  "the instance's own result": [
    `pattern<In, { n: number }>(({ [SELF]: me }) => ({ n: 1, twice: me.n * 2 }));`,
    `pattern<In, { n: number }>(({ [SELF]: me }) => ({ n: 1, twice: me.m }));`,
  ],
  "an inferred result": [
    `Inferred({ a: 1 }).list.map((n) => n.toFixed()); Inferred({ a: count }).total.toFixed();`,
    `Inferred({ a: 1 }).nosuch;`,
  ],
  "a pattern of an annotated parameter": [
    `pattern(({ a }: { a: number }) => ({ b: a * 2 }))({ a: 1 }).b.toFixed();`,
    `pattern(({ a }: { a: number }) => ({ b: a * 2 }))({ a: "1" });`,
  ],
  "a pattern that takes nothing": [
    `pattern(() => ({ a: 1 }))().a.toFixed(); pattern(() => ({ a: 1 }))({});`,
    `pattern(() => ({ a: 1 }))().b;`,
  ],
  "a factory takes data or a cell of it": [
    `Child({ a: new Writable(1), cell: "text" }); Child({ a: 1, b: "x" });`,
    `Child({ b: 1 });`,
  ],
  "a factory takes a cell of the right data": [
    `Child({ a: count });`,
    `Child({ a: new Writable("x") });`,
  ],
  "a factory has no other inputs": [`Child({ a: 1 });`, `Child({ a: 1, c: 2 });`],
  "fields with a default may be left out": [
    `pattern<{ a: number | Default<1>; b: string }>(() => ({}))({ b: "x" });`,
    `pattern<{ a: number | Default<1>; b: string }>(() => ({}))({ a: 1 });`,
  ],
  "a field with a default has its type": [
    `pattern<{ a: Writable<number | Default<1>> }>(() => ({}))({ a: 2 });`,
    `pattern<{ a: Writable<number | Default<1>> }>(() => ({}))({ a: "2" });`,
  ],
  "what needs nothing may be given nothing": [
    `pattern<{ a: number | Default<1>; b?: string }>(() => ({}))();`,
    `pattern<{ a: number | Default<1>; b: string }>(() => ({}))();`,
  ],
  "a stream input takes a stream of more events": [
    `pattern<{ on: Stream<{ by: number }> }>(() => ({}))({ on: action<{ by?: number } | undefined>(() => {}) });`,
    `pattern<{ on: Stream<{ by: number }> }>(() => ({}))({ on: action<{ to: string }>(() => {}) });`,
  ],
  "what is falsy is the content of the condition": [
    `const shown: boolean | "on" = when(new Writable(false), "on"); void shown;`,
    `const shown: string = unless(new Writable<number>(0), "off"); void shown;`,
  ],
  "handles in a result stay handles": [
    `Child({ a: 1 }).inner.set(2); Child({ a: 1 }).save.send();`,
    `Child({ a: 1 }).total.get();`,
  ],
  "a lift infers from its parameter": [
    `lift((row: { a: number }) => row.a)({ a: count }).toFixed();`,
    `lift((row: { a: number }) => row.a)({ b: 1 });`,
  ],
  "a lift with named types": [
    `lift<{ a: number }, string>(({ a }) => a.toFixed())({ a: 1 }).trim();`,
    `lift<{ a: number }, string>(({ a }) => a);`,
  ],
  "a lift of a function with a name": [
    `lift(named)({ a: 1 }).trim();`,
    `lift(named)({ a: "1" });`,
  ],
  "the event of a handler": [
    `add({ items }).send({ title: "a" });`,
    `add({ items }).send({ name: "a" });`,
  ],
  "the state of a handler": [`add({ items }); add.with({ items: [] });`, `add({ item: items });`],
  "a handler of annotated parameters": [
    `handler((event: { a: number }, state: { n: Writable<number> }) => state.n.set(event.a))({ n: count }).send({ a: 1 });`,
    `handler((event: { a: number }, state: { n: Writable<number> }) => state.n.set(event.a))({ n: "x" });`,
  ],
  "a handler without an event annotation": [
    `handler((_, { n }: { n: Writable<number> }) => n.set(0))({ n: count }).send();`,
    `handler((_, { n }: { n: ReadonlyCell<number> }) => n.set(0));`,
  ],
  "plain state of a handler is read-only": [
    `handler<void, { a: { b: number } }>((_, { a }) => a.b.toFixed());`,
    `handler<void, { a: { b: number } }>((_, { a }) => { a.b = 1; });`,
  ],
  "lists in the state of a handler are read-only": [
    `handler<void, { list: number[]; cell: Writable<number[]> }>((_, { list, cell }) => cell.set([...list, 1]));`,
    `handler<void, { list: number[] }>((_, { list }) => list.push(1));`,
  ],
  "plain state of a handler has no marks": [
    `handler<void, { item: Item }>((_, { item }) => { const d: boolean = item.done; item.tags.includes("x"); items.push(item); return d; });`,
    `handler<void, { item: Item }>((_, { item }) => { const d: string = item.done; return d; });`,
  ],
  "a read-only handle in a handler": [
    `handler<void, { n: ReadonlyCell<number> }>((_, { n }) => n.get() + 1);`,
    `handler<void, { n: ReadonlyCell<number> }>((_, { n }) => n.set(1));`,
  ],
  "the declared result of a handler": [
    `const s: Stream<void, number> = handler<void, {}, number>(async () => 1)({}); s.send();`,
    `handler<void, {}, number>(() => "x");`,
  ],
  "a result that is not declared is none": [
    `const s: Stream<void, void> = handler<void, {}>(() => 1)({}); s;`,
    `const s: Stream<void, number> = handler<void, {}>(() => 1)({}); s.send(2);`,
  ],
  "a computed is its data": [
    `computed(() => items.get().length).toFixed();`,
    `computed(() => items.get().length).get();`,
  ],
  "a computed of a named type": [`computed<number>(() => 1);`, `computed<number>(() => "x");`],
  "derive reads cells": [
    `derive(count, (n) => n.toFixed()).trim(); derive({ count, x: "a" }, ({ count, x }) => x + count.toFixed());`,
    `derive(count, (n) => n.get());`,
  ],
  "derive with an annotation": [
    `derive({ count }, ({ count }: { count: Cell<number> }) => count.get());`,
    `derive({ count }, ({ count }: { count: string }) => count);`,
  ],
  "an action without an event": [
    `const s: Stream<void> = action(() => count.set(1)); s.send();`,
    `action(() => count.set(1)).send(1);`,
  ],
  "an action of an event": [
    `action(({ id }: { id: string }) => id.trim()).send({ id: "a" });`,
    `action(({ id }: { id: string }) => id.trim()).send();`,
  ],
  "an action with named types": [
    `action<{ id: string }>((event) => event.id.trim()).send({ id: "a" });`,
    `action<{ id: string }>((event) => event.name);`,
  ],
  "an action with a result": [
    `const s: Stream<{ n: number }, string> = action<{ n: number }, string>(({ n }) => n.toFixed()); s;`,
    `action<{ n: number }, string>(({ n }) => n);`,
  ],
  "render gives a view": [
    `render<{ a: number }>(({ a }) => <p>{a}</p>)({ a: 1 });`,
    `render<{ a: number }>(({ a }) => ({ a }));`,
  ],
  "a tool of a model": [
    `const tool: PatternToolResult<{ a: number }> = patternTool(Inferred, { a: 1 }); patternTool(Inferred); tool;`,
    `patternTool(Inferred, { a: "x" });`,
  ],
  "the steps of a test": [
    `pattern(() => ({ [TESTS]: [{ assertion: assert(() => true) }, { action: step({ n: count }), event: 1 }, { settle: true, skip: true }] }));`,
    `pattern(() => ({ [TESTS]: [{ assertion: "yes" }] }));`,
  ],
  "a declared list of steps": [
    `const steps: TestStep[] = [{ render: <p /> }, { label: "a" }, { await: 1 }]; steps;`,
    `const steps: TestStep[] = [{ settle: false }]; steps;`,
  ],
  "a test of several users": [
    `const t = pattern(() => ({ [TESTS]: [{ settle: true }] })); multiUserTest({ setup: Inferred, participants: { a: t, b: { pattern: t, user: "u" } } });`,
    `multiUserTest({ participants: { a: 3 } });`,
  ],
  "options and schemas of builders": [
    `lift(() => 1, false); lift((x: number) => x, { type: "number" }, { type: "number" });`,
    `lift(() => 1, 3);`,
  ],
  "no builder is applied without its function": [`computed(() => 1);`, `computed(1);`],
  "the input of a factory by type": [
    `const a: FactoryInput<{ n: number }> = { n: count }; const b: FactoryInput<number[]> = [count, 1]; [a, b];`,
    `const a: FactoryInput<{ n: number }> = { n: "x" }; a;`,
  ],
  "the state of a handler by type": [
    `(s: HandlerState<{ n: Writable<number>; list: Item[] }>) => { s.n.set(1); s.list.map((i) => i.title); };`,
    `(s: HandlerState<{ n: Writable<number>; list: Item[] }>) => { s.list.push(s.list[0]!); };`,
  ],
});
