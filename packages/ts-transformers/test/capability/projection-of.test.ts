/** Summaries as projections: what the schema of a root has to hold. */
import assert from "node:assert/strict";
import type { Projection } from "@commonfabric/schema-generator";
import { type ProjectionMode, projectionOf } from "../../1-facts/capability/projection-of.ts";
import { analyseFiles } from "./summaries.ts";

const PRELUDE = `
import { Writable, Stream, equals, handler } from "commonfabric";
interface User { name: string; mail: string; tags: string[] }
interface Item { title: string; price: number; owner: User }
interface In {
  user: User; items: Item[]; name: string; key: string; map: Record<string, Item>;
  cell: Writable<User>; list: Writable<Item[]>; rows: { done: Writable<boolean> }[];
}
declare function foreign(...values: unknown[]): void;
`;

/** Plain form: \`props\` as an object. */
function plain({ props, items, ...rest }: Projection): unknown {
  return {
    ...rest,
    ...(props === undefined ? {} : {
      props: Object.fromEntries([...props].map(([name, inner]) => [name, plain(inner)])),
    }),
    ...(items === undefined ? {} : { items: plain(items) }),
  };
}

const ALL = { all: true };

const FULL: readonly (readonly [string, unknown])[] = [
  ["return i.name;", { props: { name: ALL } }],
  ["return i.user.name + i.items.length;", {
    props: { items: { props: { length: ALL } }, user: { props: { name: ALL } } },
  }],
  ["return i.items.map((x) => x.owner.name);", {
    props: { items: { items: { props: { owner: { props: { name: ALL } } } } } },
  }],
  ["return i.user ? 1 : 2;", { props: { user: { cell: "opaque" } } }],
  ["return i.map[i.key];", { props: { key: ALL, map: ALL } }],
  ["foreign(i.user); return i.name;", { props: { name: ALL, user: ALL } }],
  ["return JSON.stringify(i);", ALL],
  ["return i;", { all: true, cell: "opaque" }],
  ["return i.cell;", { props: { cell: { all: true, cell: "opaque" } } }],
  ["return i.cell.get().name;", {
    props: { cell: { props: { name: ALL }, cell: "readonly" } },
  }],
  ["i.cell.set({ ...i.user });", {
    props: { cell: { all: true, cell: "writeonly" }, user: ALL },
  }],
  ["i.cell.key('name').set(i.cell.get().mail);", {
    props: { cell: { props: { mail: ALL, name: ALL }, cell: "cell" } },
  }],
  ["foreign(i.cell);", { props: { cell: { all: true, cell: "cell" } } }],
  ["return equals(i.cell, i.user);", {
    props: {
      cell: { cell: "comparable", identity: "comparable" },
      user: { cell: "comparable", identity: "comparable" },
    },
  }],
  ["i.list.push(i.items[0]!);", {
    props: {
      items: { props: { 0: { cell: "opaque", identity: "opaque" } } },
      list: { all: true, cell: "writeonly" },
    },
  }],
  ["i.rows.forEach((row) => row.done.set(true));", {
    props: {
      rows: { items: { props: { done: { all: true, cell: "writeonly" } } } },
    },
  }],
  // Somebody unknown uses the rows as well, so their cells keep the declared kind.
  ["i.rows.forEach((row) => row.done.set(true)); foreign(i.rows);", {
    props: {
      rows: { all: true, items: { all: true, props: { done: ALL } } },
    },
  }],
  ["", { cell: "opaque" }],
];

const CONTRACT: readonly (readonly [string, unknown])[] = [
  ["return i.name;", { all: true, props: { name: ALL } }],
  ["i.rows.forEach((row) => row.done.set(true)); return i.cell.get();", {
    all: true,
    props: {
      cell: { all: true, cell: "readonly" },
      rows: {
        all: true,
        items: { all: true, props: { done: { all: true, cell: "writeonly" } } },
      },
    },
  }],
  ["", { all: true, cell: "opaque" }],
];

function check(rows: readonly (readonly [string, unknown])[], mode: ProjectionMode): void {
  const text = rows.map(([body], index) => `function f${index}(i: In) { ${body} }`).join("\n");
  const { summary } = analyseFiles(PRELUDE + text);
  for (const [index, [body, expected]] of rows.entries()) {
    const found = plain(projectionOf(summary(`f${index}`).roots[0]!, mode));
    assert.deepEqual([body, found], [body, expected]);
  }
}

Deno.test("mode full keeps what is used", () => check(FULL, "full"));

Deno.test("mode contract keeps the structure and takes over handle uses", () => {
  check(CONTRACT, "contract");
});

Deno.test("static defaults of a destructured parameter stand at their paths", () => {
  const { summary } = analyseFiles(`${PRELUDE}
    const fallback = "x";
    function f({ name = "me", user: { tags = ["a", -1] as any } = {} as User, key = fallback }: In) {
      return name + tags + key;
    }`);
  assert.deepEqual(plain(projectionOf(summary("f").roots[0]!, "full")), {
    props: {
      key: ALL,
      name: { all: true, default: "me" },
      user: { default: {}, props: { tags: { all: true, default: ["a", -1] } } },
    },
  });
});
