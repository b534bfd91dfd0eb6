/** Regions of pattern code: the capability of each captured root, nested builders included. */
import assert from "node:assert/strict";
import { capabilityOf, isExact, writtenHandles } from "../../1-facts/capability/capability-of.ts";
import { analyseFiles, lineOf } from "./summaries.ts";

const PRELUDE = `
import {
  Cell, Writable, ReadonlyCell, Stream, action, computed, derive, generateText, handler, lift, NAME,
  navigateTo, pattern, patternTool, UI,
} from "commonfabric";
interface Item { title: string; done: boolean; price: number; tags: string[] }
declare function region<T>(value: T): T;
declare function foreign(...values: unknown[]): unknown;
const remove = handler<unknown, { items: Writable<Item[]>; item: Item }>(() => {});
const peek = handler<unknown, { items: ReadonlyCell<Item[]>; n: number }>(() => {});
function View(props: { pick: () => void }) { return <b onClick={props.pick} />; }
const loose = handler<any, any>(() => {});
const Child = pattern<{ list: Writable<Item[]>; title: string }>(({ list, title }) => ({ list, title }));
`;

const inPattern = (body: string) =>
  `${PRELUDE}
  export default pattern<{
    items: Item[]; name: string; count: number;
    sel: Writable<Item>; list: Writable<Item[]>; total: Writable<number>; go: Stream<{ id: string }>;
  }>(({ items, name, count, sel, list, total, go }) => {
    const local = (n: number) => total.set(n + count);
    const item = items[0]!;
    ${body}
    return { [UI]: <div /> };
  });`;

/** Region, captured name, its facts. */
const ROWS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["count + name.length", { count: "reads ()", name: "reads ()" }],
  ["() => items.length", { items: "reads length" }],
  ["() => sel", { sel: "opaque (); passthrough" }],
  ["() => sel.get().title", { sel: "reads title; handleReads ()" }],
  ["() => { total.set(total.get() + count); }", {
    total: "reads (); writes (); handleReads (); handleWrites ()",
    count: "reads ()",
  }],
  ["(event: { id: string }) => go.send({ id: event.id + name })", {
    go: "writes (); handleWrites ()",
    name: "reads ()",
  }],
  // A list body that only hands a cell on, and a handler in it that writes.
  ["(it: Item) => <li onClick={() => sel.set(it)}>{sel.key('title')}</li>", {
    sel: "opaque () title; handleWrites (); handleParts ()",
  }],
  ["(it: Item) => <b onClick={remove({ items: list, item: it })} />", {
    list: "opaque (); handleReads (); handleWrites (); passthrough",
  }],
  ["(it: Item) => <b onClick={peek({ items: list, n: it.price })} />", {
    list: "opaque (); handleReads (); passthrough",
  }],
  ["(it: Item) => <b onClick={loose({ list, name })} />", {
    list: "opaque (); handleReads (); handleWrites (); passthrough",
    name: "reads ()",
  }],
  ["(it: Item) => <Child list={list} title={name} />", {
    list: "opaque (); handleReads (); handleWrites (); passthrough",
    name: "reads ()",
  }],
  ["(it: Item) => Child({ list, title: it.title })", {
    list: "opaque (); handleReads (); handleWrites (); passthrough",
  }],
  ["<cf-input $value={sel.key('title')} />", {
    sel: "opaque title; handleReads (); handleWrites (); handleParts ()",
  }],
  ["(it: Item) => <ul>{items.map((other) => <li>{other.title}{it.title}{count}</li>)}</ul>", {
    items: "reads *.title",
    count: "reads ()",
  }],
  ["() => { local(3); }", { total: "writes (); handleWrites ()", count: "reads ()" }],
  ["() => items.forEach((it) => { if (it.done) total.increment(it.price); })", {
    items: "reads *.done *.price",
    total: "writes (); handleWrites ()",
  }],
  ["() => { foreign(() => sel.get().title); }", { sel: "reads title; handleReads ()" }],
  ["() => { foreign(() => sel); }", { sel: "opaque (); handleReads (); handleWrites ()" }],
  ["[name, { a: items }]", { name: "reads ()", items: "opaque (); passthrough" }],
  ["async () => { const found = await Promise.resolve(sel); return found.get().tags; }", {
    sel: "reads tags; handleReads ()",
  }],
  ["() => item.title", { item: "reads title" }],
  ["() => navigateTo(items[0])", { items: "identity 0" }],
  ["computed(() => items.length + total.get())", {
    items: "reads length",
    total: "reads (); handleReads ()",
  }],
  ["action(() => { list.push({ title: name } as Item); })", {
    list: "opaque (); handleWrites ()",
    name: "reads ()",
  }],
  ["patternTool(Child, { list })", {
    list: "opaque (); handleReads (); handleWrites (); passthrough",
  }],
  ["derive({ items, name }, (given) => given.items.length + given.name)", {
    items: "reads length",
    name: "reads ()",
  }],
  ["generateText({ prompt: name })", { name: "reads ()" }],
  ["(sel: Item) => sel.title", {}],
];

Deno.test("a region has the facts of everything nested in it", () => {
  const body = ROWS.map(([region]) => `region(${region});`).join("\n");
  const { region } = analyseFiles(inPattern(body));
  for (const [index, [text, expected]] of ROWS.entries()) {
    const names = Object.keys(expected);
    const found = region(names, index).map(lineOf);
    assert.deepEqual([text, ...found], [text, ...Object.values(expected)]);
  }
});

Deno.test("a root that the region does not mention has no facts", () => {
  const { region } = analyseFiles(inPattern("region((sel: Item) => sel.title + name);"));
  const [sel] = region(["items"]);
  assert.equal(lineOf(sel!), "");
});

Deno.test("the capability of a cell is the join of its uses", () => {
  const rows: readonly (readonly [string, string])[] = [
    ["() => sel.get()", "readonly"],
    ["() => sel.set({} as Item)", "writeonly"],
    ["() => { sel.set(sel.get()); }", "writable"],
    ["() => sel.equals(item)", "comparable"],
    ["() => sel", "opaque"],
    ["() => { foreign(sel); }", "writable"],
    ["() => { sel.key('title').set('a'); return <b>{sel}</b>; }", "writeonly"],
    ["() => <b onClick={() => sel.update({ done: true })}>{sel.get().title}</b>", "writable"],
  ];
  const { region } = analyseFiles(inPattern(rows.map(([text]) => `region(${text});`).join("\n")));
  const found = rows.map(([text], index) => [text, capabilityOf(region(["sel"], index)[0]!, [])]);
  assert.deepEqual(found, rows);
});

Deno.test("a write below a boundary never leaves a cell readonly", () => {
  const { region } = analyseFiles(inPattern(`
    region((it: Item) => (
      <div>
        {sel.get().title}
        {items.map((inner) => items.map(() => <b onClick={() => { sel.key("done").set(true); }} />))}
      </div>
    ));`));
  assert.equal(capabilityOf(region(["sel"])[0]!, []), "writable");
});

Deno.test("only summaries that list every use are exact", () => {
  const rows: readonly (readonly [string, boolean])[] = [
    ["() => count * 2", true],
    ["() => item.title + items.length", true],
    ["() => items.map((x) => x.price).join()", true],
    ["() => items", false],
    ["() => JSON.stringify(items)", false],
    ["() => <b>{item}</b>", false],
    ["() => foreign(item)", false],
  ];
  const { region } = analyseFiles(inPattern(rows.map(([text]) => `region(${text});`).join("\n")));
  const found = rows.map((
    [text],
    index,
  ) => [text, region(["items", "item", "count"], index).every(isExact)]);
  assert.deepEqual(found, rows);
});

Deno.test("writes of handlers that a region makes are not its own", () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    ["() => { sel.key('title').set('a'); }", ["sel"]],
    ["() => { [1].forEach((n) => total.set(n)); local(2); }", ["total"]],
    ["() => <b onClick={() => sel.set(item)} />", []],
    ["() => <b onClick={name ? () => sel.set(item) : undefined} />", []],
    ["() => <b onClick={remove({ items: list, item })} />", []],
    ["() => <cf-input $value={sel.key('title')} />", []],
    ["() => action(() => total.set(1))", []],
    ["() => <View pick={() => sel.set(item)} />", []],
    ["() => { foreign(total); }", ["total"]],
  ];
  const { region } = analyseFiles(inPattern(rows.map(([text]) => `region(${text});`).join("\n")));
  const names = ["sel", "list", "total"];
  const found = rows.map(([text], index) => {
    const roots = region(names, index);
    return [text, names.filter((_, at) => writtenHandles(roots[at]!).length > 0)];
  });
  assert.deepEqual(found, rows);
});
