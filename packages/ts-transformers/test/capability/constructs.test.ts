/** What each construct of a function does with its parameter, one row a construct. */
import assert from "node:assert/strict";
import { analyseFiles, lineOf } from "./summaries.ts";

const PRELUDE = `
import {
  Cell, Writable, ReadonlyCell, Stream, equals, valueEqual, handler, lift, pattern, ifElse, str, NAME,
} from "commonfabric";
interface User { name: string; mail: string; age: number; tags: string[] }
interface Item { title: string; done: boolean; price: number; owner: User; kids: Item[] }
interface In {
  user: User; other?: User; items: Item[]; count: number; name: string; key: string; flag: boolean;
  map: Record<string, Item>; list: Writable<Item[]>; cell: Writable<User>; total: Writable<number>;
  stream: Stream<{ id: string }>; any: any; unknown: unknown; cells: Record<string, Writable<number>>; when: Date; maybe?: Writable<User>;
}
declare function foreign(...values: unknown[]): any;
const KEY = "mail";
const save = handler<unknown, { to: Writable<User>; from: ReadonlyCell<User>; who: User }>(() => {});
const Child = pattern<{ user: User; cell: Writable<User> }>(({ user, cell }) => ({ user, cell }));
const label = lift((input: { user: User }) => input.user.name);
`;

/** A body of `(i: In) => { ... }` and the facts of `i`. */
const ROWS: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  "member reads": [
    ["return i.user.name;", "reads user.name"],
    ["return i.user;", "reads user"],
    ["return i;", "opaque (); passthrough"],
    ["const u = i.user; return u.mail + u.name;", "reads user.mail user.name"],
    ["const unused = i.user;", "presence ()"],
    ["return i.user[KEY];", "reads user.mail"],
    ["return i['user']['name'];", "reads user.name"],
    ["return i.items[0]?.title;", "reads items.0.title"],
    ["return (i.user as any as User)!.name;", "reads user.name"],
    ["return i.other?.name ?? '';", "reads other.name"],
    ["return `${i.name}: ${i.count + 1}`;", "reads count name"],
    ["return i.name.trim().length;", "reads name"],
    ["return i.when.getTime();", "reads when"],
    ["return new Date(i.count).getDate();", "reads count"],
    ["return Math.max(i.count, i.user.age);", "reads count user.age"],
    ["return typeof i.user.name;", "reads user.name"],
  ],
  "reads of cells": [
    ["return i.cell.get().name;", "reads cell.name; handleReads cell"],
    ["return i.cell.get();", "reads cell; handleReads cell"],
    ["return i.cell.key('name').get();", "reads cell.name; handleReads cell"],
    ["return i.cell.sample().tags.length;", "reads cell.tags.length; handleReads cell"],
    ["return i.maybe?.get().name;", "reads maybe maybe.name; handleReads maybe"],
    ["const { name } = i.cell.get(); return name;", "reads cell.name; handleReads cell"],
    ["return i.cell;", "opaque cell"],
    ["return i.cell.key('name');", "opaque cell.name; handleParts cell"],
    ["const c = i.cell.key('tags'); return c.key(0).get();", "reads cell.tags.0; handleReads cell"],
  ],
  writes: [
    ["i.user.name = 'a';", "writes user.name"],
    ["i.count += i.user.age;", "reads count user.age; writes count"],
    ["i.count++;", "reads count; writes count"],
    ["i.other ??= i.user;", "reads other user; writes other"],
    ["delete i.map.a;", "writes map.a"],
    ["[i.count, i.name] = [1, i.key];", "reads key; writes count name"],
    ["({ name: i.name } = i.user);", "reads user.name; writes name"],
    ["i.cell.set({ ...i.user });", "writes cell; wildcards user; handleWrites cell"],
    ["i.cell.key('name').set(i.name);", "reads name; writes cell.name; handleWrites cell"],
    ["i.cell.update({ name: i.name });", "reads name; writes cell; handleWrites cell"],
    ["i.total.increment(i.count);", "reads count; writes total; handleWrites total"],
    ["i.stream.send({ id: i.key });", "reads key; writes stream; handleWrites stream"],
    [
      "i.total.set(i.total.get() + 1);",
      "reads total; writes total; handleReads total; handleWrites total",
    ],
    ["i.list.push(i.items[0]!);", "writes list; identity items.0; handleWrites list"],
    [
      "i.list.addUnique(...i.items);",
      "writes list; identity items.*; handleWrites list",
    ],
    ["i.list.remove(i.items[0]);", "writes list; identity items.0; handleWrites list"],
    ["i.items.push(i.items[0]!);", "reads items.0; writes items"],
    ["i.user.tags.splice(0, i.count);", "reads count; writes user.tags"],
    [
      "i.list.key(0).key('done').set(!i.list.get()[0]!.done);",
      "reads list.0.done; writes list.0.done; handleReads list; handleWrites list",
    ],
    ["i.list.key(i.count).key('done').set(true);", "reads count; writes list; handleWrites list"],
  ],
  wildcards: [
    ["return { ...i.user, age: 1 };", "wildcards user"],
    ["return Object.keys(i.map).length;", "wildcards map"],
    ["return Object.values(i.map).map((x) => x.title);", "wildcards map"],
    ["return Object.entries(i.map).map(([k, x]) => k + x.title);", "wildcards map"],
    ["return JSON.stringify(i.user) + i.name;", "reads name; wildcards user"],
    ["for (const k in i.map) foreign(k);", "wildcards map"],
    ["return i.map[i.key]?.title;", "reads key; wildcards map"],
    ["return i.items[i.count]!.title;", "reads count; wildcards items"],
    ["foreign(i.user, i.name);", "reads name; wildcards user"],
    [
      "foreign(i.items[0]!.owner); return i.items[0]!.title;",
      "reads items.0.title; wildcards items.0.owner",
    ],
    [
      "i.list.push(i.items[0]!); foreign(i.items);",
      "writes list; wildcards items; handleWrites list",
    ],
    ["const { name, ...rest } = i.user; return rest.mail + name;", "wildcards user"],
    ["return i.key in i.map;", "reads key; wildcards map"],
    ["throw i.user;", "wildcards user"],
    ["return i.any.foo.bar();", "wildcards any.foo"],
  ],
  iteration: [
    [
      "let n = 0; for (const x of i.items) n += x.price; return n;",
      "reads items.*.price",
    ],
    ["for (const x of i.items) foreign(x);", "wildcards items"],
    ["for (const _ of i.items) foreign(1);", "presence items"],
    ["for (const [k, v] of new Map([['a', i.user]])) foreign(v.name, k);", "reads user.name"],
    ["return [...i.items];", "reads items.*"],
    ["return [...i.items].length;", "presence items"],
    [
      "return [...i.items, i.items[0]!].map((x) => x.title);",
      "reads items.*.title items.0.title",
    ],
    ["return Array.from(i.items, (x) => x.title);", "reads items.*.title"],
    ["return Array.from({ length: i.count }, (_, n) => n);", "reads count"],
  ],
  comparison: [
    ["return equals(i.cell, i.user);", "comparable cell user"],
    ["return Cell.equals(i.cell, i.items[0]);", "comparable cell items.0"],
    ["return i.cell.equals(i.other);", "comparable cell other"],
    ["return valueEqual(i.user, i.other);", "fullReads other user"],
    ["return i.user === i.other;", "reads other user"],
  ],
  presence: [
    ["return i.other ? 1 : 2;", "presence other"],
    ["return !i.cell;", "presence cell"],
    ["return i.other !== undefined && i.count > 1;", "reads count; presence other"],
    ["return i.name ? 1 : 2;", "reads name"],
    ["if (i.other) return i.other.name; return '';", "reads other.name"],
    ["return i.items.length;", "reads items.length"],
    ["return i.list.get().length > 0;", "reads list.length; handleReads list"],
    ["return Array.isArray(i.items);", "presence items"],
    ["return 'a' in i.map;", "presence map.a"],
  ],
  "list methods": [
    ["return i.items.map((x) => x.title);", "reads items.*.title"],
    [
      "return i.items.map(({ owner: { name } }, n) => name + n);",
      "reads items.*.owner.name",
    ],
    ["return i.items.filter((x) => x.done).length;", "reads items.*.done"],
    [
      "return i.items.find((x) => x.done)?.owner.name;",
      "reads items.*.done items.*.owner.name",
    ],
    ["return i.items.at(-1)?.title;", "reads items.*.title"],
    [
      "return i.items.toSorted((a, b) => a.price - b.price)[0]!.title;",
      "reads items.*.price items.*.title",
    ],
    [
      "return i.items.flatMap((x) => x.owner.tags).join();",
      "reads items.*.owner.tags.*",
    ],
    [
      "return i.items.reduce((s, x) => s + x.price, i.count);",
      "reads count items.*.price",
    ],
    [
      "return i.items.reduce((a, b) => (a.price > b.price ? a : b)).title;",
      "reads items.*.price items.*.title",
    ],
    ["return i.user.tags.includes(i.name);", "reads name user.tags.*"],
    [
      "return i.items.slice(0, i.count).map((x) => x.title);",
      "reads count items.*.title",
    ],
    [
      "i.items.forEach((x) => { x.done = i.flag; });",
      "reads flag; writes items.*.done",
    ],
    [
      "i.items.sort((a, b) => a.price - b.price);",
      "reads items.*.price; writes items",
    ],
    [
      "return i.items.some((x) => x.kids.some((k) => k.done));",
      "reads items.*.kids.*.done",
    ],
    ["return i.items.filter(Boolean).length;", "presence items.*"],
    [
      "return i.list.get().filter((x) => !x.done).map((x) => x.title);",
      "reads list.*.done list.*.title; handleReads list",
    ],
  ],
  "fresh values": [
    ["const o = { a: i.user, b: 1 }; return o.a.name;", "reads user.name"],
    ["const o = { a: i.cell }; o.a.set({} as User);", "writes cell; handleWrites cell"],
    [
      "const out: Item[] = []; for (const x of i.items) out.push(x); return out[0]!.title;",
      "reads items.*.title",
    ],
    [
      "const m = new Map<string, User>(); m.set(i.key, i.user); return m.get('a')!.name;",
      "reads key user.name",
    ],
    ["let u = i.user; if (i.flag) u = i.other!; return u.name;", "reads flag other.name user.name"],
    [
      "const f = (x: Item) => x.title + i.name; return i.items.map(f);",
      "reads items.*.title name",
    ],
    ["function f() { return i.user; } return f().mail;", "reads user.mail"],
    ["return (() => i.user)().mail;", "reads user.mail"],
    ["let x: Item | undefined = i.items[0]; while (x) x = x.kids[0];", "wildcards items.0"],
    ["const p = Promise.resolve(i.user); return p.then((u) => u.name);", "reads user.name"],
  ],
  "handed on": [
    [
      "return save({ to: i.cell, from: i.cell, who: i.user });",
      "opaque cell user; handleReads cell; handleWrites cell",
    ],
    [
      "return save({ to: i.cell, from: i.maybe!, who: i.user });",
      "opaque cell maybe user; handleReads cell maybe; handleWrites cell",
    ],
    [
      "return Child({ user: i.user, cell: i.cell });",
      "opaque cell user; handleReads cell; handleWrites cell",
    ],
    ["return label({ user: i.user });", "opaque user"],
    ["return lift((x: { user: User }) => x.user.name)({ user: i.user });", "reads user.name"],
    ["return ifElse(i.flag, i.user, i.other).name;", "reads flag other.name user.name"],
    ["return new Writable(i.name);", "reads name"],
  ],
  jsx: [
    ["return <p title={i.name}>{i.user.name}{i.user}</p>;", "reads name user.name; opaque user"],
    [
      "return <cf-input $value={i.cell} />;",
      "opaque cell; handleReads cell; handleWrites cell",
    ],
    [
      "return <cf-input $value={i.cell.key('name')} />;",
      "opaque cell.name; handleReads cell; handleWrites cell; handleParts cell",
    ],
    [
      "return <b onClick={() => i.cell.set(i.user)} />;",
      "reads user; opaque cell; handleWrites cell",
    ],
    [
      "return <b onClick={save({ to: i.cell, from: i.cell, who: i.user })} />;",
      "opaque cell user; handleReads cell; handleWrites cell",
    ],
    [
      "return <ul>{i.items.map((x) => <li>{x.title}</li>)}</ul>;",
      "reads items.*.title",
    ],
    [
      "return <Child user={i.user} cell={i.cell} />;",
      "opaque cell user; handleReads cell; handleWrites cell",
    ],
    ["return <b {...i.user} />;", "wildcards user"],
    ["return <b onClick={i.stream} />;", "opaque stream"],
    ["return <>{i.total}</>;", "opaque total"],
  ],
  "unknown uses of cells": [
    ["foreign(i.cell);", "wildcards cell; unverified cell"],
    // Whatever handle is there is needed as it is declared.
    ["i.cells[i.key]!.set(1);", "reads key; writes cells; wildcards cells"],
    ["return i.cells[i.key]!.get() > 1;", "reads key; wildcards cells"],
    ["i.cell.resolveAsCell();", "reads cell; unverified cell"],
    [
      "i.total.set(1, () => {});",
      "reads total; writes total; handleWrites total; unverified total",
    ],
    [
      "i.stream.send({ id: i.key }, () => {});",
      "reads key stream; writes stream; handleWrites stream; unverified stream",
    ],
    ["const { set } = { set: i.total.set }; set(1);", "reads total; unverified total"],
    [
      "i.any.send(i.cell);",
      "writes any; wildcards any cell; handleReads any; handleWrites any; unverified cell",
    ],
  ],
};

Deno.test("each construct has the facts of its row", async (t) => {
  for (const [group, rows] of Object.entries(ROWS)) {
    await t.step(group, () => {
      const functions = rows.map(([body], index) => `function f${index}(i: In) { ${body} }`);
      const { summary } = analyseFiles(PRELUDE + functions.join("\n"));
      const found = rows.map(([body], index) => [body, lineOf(summary(`f${index}`).roots[0]!)]);
      assert.deepEqual(found, rows);
    });
  }
});
