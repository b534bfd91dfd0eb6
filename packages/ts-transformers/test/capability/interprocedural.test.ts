/** Calls of functions: exact paths, the same whether a summary is computed or read from the store. */
import assert from "node:assert/strict";
import { analyseFiles, analyseWithStored, lineOf } from "./summaries.ts";
import { readSummaries } from "../../1-facts/capability/stored-summary.ts";

const TYPES = `
import { Cell, Writable, ReadonlyCell, WriteonlyCell, ComparableCell, Stream } from "commonfabric";
export interface User { name: string; mail: string; tags: string[] }
export interface Tree { label: string; extra: string; kids: Tree[] }
export interface In {
  user: User; other: User; items: User[]; tree: Tree; count: number; cell: Writable<User>;
}
export declare function foreign(...values: unknown[]): unknown;
export declare function foreignRead(cell: ReadonlyCell<any>): void;
export declare function foreignWrite(cell: WriteonlyCell<any>): void;
`;

interface Row {
  readonly name: string;
  /** Of \`/lib.tsx\`: it exports \`use\`, which \`/main.tsx\` calls. */
  readonly lib: string;
  readonly extra?: Readonly<Record<string, string>>;
  readonly expected: string;
  readonly recursive?: true;
}

const HELPER = `export function nameOf(user: User) { return user.name; }`;

const ROWS: readonly Row[] = [
  {
    name: "same module",
    lib: `function nameOf(user: User) { return user.name; }
          export function use(i: In) { return nameOf(i.user); }`,
    expected: "reads user.name",
  },
  {
    name: "named import",
    lib:
      `import { nameOf } from "./helper.tsx"; export function use(i: In) { return nameOf(i.user); }`,
    extra: { "/helper.tsx": `import type { User } from "./types.tsx"; ${HELPER}` },
    expected: "reads user.name",
  },
  {
    name: "renamed import",
    lib:
      `import { nameOf as n } from "./helper.tsx"; export function use(i: In) { return n(i.user); }`,
    extra: { "/helper.tsx": `import type { User } from "./types.tsx"; ${HELPER}` },
    expected: "reads user.name",
  },
  {
    name: "default import",
    lib: `import n from "./helper.tsx"; export function use(i: In) { return n(i.user); }`,
    extra: {
      "/helper.tsx": `import type { User } from "./types.tsx"; export default (u: User) => u.mail;`,
    },
    expected: "reads user.mail",
  },
  {
    name: "namespace import",
    lib:
      `import * as h from "./helper.tsx"; export function use(i: In) { return h.nameOf(i.user); }`,
    extra: { "/helper.tsx": `import type { User } from "./types.tsx"; ${HELPER}` },
    expected: "reads user.name",
  },
  {
    name: "through a barrel",
    lib: `import { n } from "./barrel.tsx"; export function use(i: In) { return n(i.user); }`,
    extra: {
      "/barrel.tsx": `export { nameOf as n } from "./helper.tsx";`,
      "/helper.tsx": `import type { User } from "./types.tsx"; ${HELPER}`,
    },
    expected: "reads user.name",
  },
  {
    name: "in an import cycle",
    lib: `import { viaLib } from "./helper.tsx";
          export function mailOf(user: User) { return user.mail; }
          export function use(i: In) { return viaLib(i.user); }`,
    extra: {
      "/helper.tsx": `import type { User } from "./types.tsx"; import { mailOf } from "./lib.tsx";
                      export function viaLib(user: User) { return mailOf(user) + user.name; }`,
    },
    expected: "reads user.mail user.name",
  },
  {
    name: "method of a constant object",
    lib: `const tools = { nameOf(user: User) { return user.name; }, mail: (u: User) => u.mail };
          export function use(i: In) { return tools.nameOf(i.user) + tools.mail(i.other); }`,
    expected: "reads other.mail user.name",
  },
  {
    name: "generic",
    lib: `function first<T extends { name: string }>(list: T[]): T { return list[0]!; }
          export function use(i: In) { return first(i.items).name; }`,
    expected: "reads items.0.name",
  },
  {
    name: "overload",
    lib: `function pick(u: User): string; function pick(u: User, mail: true): string;
          function pick(u: User, mail?: boolean) { return mail ? u.mail : u.name; }
          export function use(i: In) { return pick(i.user); }`,
    expected: "reads user.mail user.name",
  },
  {
    name: "default parameter",
    lib: `function label(u: User, suffix = u.tags.join(",")) { return u.name + suffix; }
          export function use(i: In) { return label(i.user); }`,
    expected: "reads user.name user.tags.*",
  },
  {
    name: "rest parameter",
    lib:
      `function names(sep: string, ...users: User[]) { return users.map((u) => u.name).join(sep); }
          export function use(i: In) { return names(", ", i.user, i.other); }`,
    expected: "reads other.name user.name",
  },
  {
    name: "spread call of a tuple",
    lib: `function both(a: User, b: User) { return a.name + b.mail; }
          export function use(i: In) { const pair: [User, User] = [i.user, i.other]; return both(...pair); }`,
    expected: "reads other.mail user.name",
  },
  {
    name: "spread call of a list",
    lib: `function both(...users: User[]) { return users[0]?.name; }
          export function use(i: In) { return both(...i.items); }`,
    expected: "reads items.*.name",
  },
  {
    name: "callee that returns its argument",
    lib: `const same = <T,>(value: T): T => value;
          export function use(i: In) { return same(i.user).mail; }`,
    expected: "reads user.mail",
  },
  {
    name: "async callee",
    lib: `async function load(user: User) { await null; return user; }
          export async function use(i: In) { return (await load(i.user)).name; }`,
    expected: "reads user.name",
  },
  {
    name: "callback argument",
    lib: `function each(list: User[], fn: (user: User) => void) { list.forEach(fn); }
          export function use(i: In) { each(i.items, (u) => foreign(u.name, i.count)); }`,
    expected: "reads count; wildcards items",
  },
  {
    name: "callback by name",
    lib: `function nameOf(user: User) { return user.name; }
          export function use(i: In) { return i.items.map(nameOf).length; }`,
    expected: "reads items.*.name",
  },
  {
    name: "direct recursion",
    lib: `function depth(n: Tree): number { return n.label.length + depth(n.kids[0]!); }
          export function use(i: In) { return depth(i.tree); }`,
    expected: "reads tree.label; wildcards tree.kids.0",
  },
  {
    name: "mutual recursion",
    lib: `function even(n: Tree): boolean { return n.label === "" || odd(n.kids[0]!); }
          function odd(n: Tree): boolean { return n.extra === "" || even(n.kids[1]!); }
          export function use(i: In) { return even(i.tree); }`,
    expected: "reads tree.label; wildcards tree.kids.0",
  },
  {
    name: "recursion across modules",
    lib: `import { odd } from "./helper.tsx";
          export function even(n: Tree): boolean { return n.label === "" || odd(n.kids[0]!); }
          export function use(i: In) { return even(i.tree); }`,
    extra: {
      "/helper.tsx": `import type { Tree } from "./types.tsx"; import { even } from "./lib.tsx";
        export function odd(n: Tree): boolean { return n.extra === "" || even(n.kids[1]!); }`,
    },
    expected: "reads tree.label; wildcards tree.kids.0",
  },
  {
    name: "recursion through forEach",
    lib: `function walk(n: Tree) { foreign(n.label); n.kids.forEach(walk); }
          export function use(i: In) { walk(i.tree); }`,
    expected: "reads tree.label; wildcards tree.kids",
  },
  {
    name: "host callee with a cell parameter",
    lib: `export function use(i: In) { foreignRead(i.cell as any as ReadonlyCell<User>); }`,
    expected: "reads cell; handleReads cell",
  },
  {
    name: "callee that writes a cell",
    lib: `function rename(cell: Writable<User>, to: string) { cell.key("name").set(to); }
          export function use(i: In) { rename(i.cell, i.user.name); }`,
    expected: "reads user.name; writes cell.name; handleWrites cell",
  },
  {
    name: "callee that returns a structure",
    lib: `const wrap = (i: In) => ({ who: i.user, cells: [i.cell] });
          export function use(i: In) { const w = wrap(i); w.cells[0]!.set(i.other); return w.who.name; }`,
    expected: "reads other user.name; writes cell; handleWrites cell",
  },
  {
    name: "unknown callee",
    lib: `export function use(i: In) { foreign(i.user, i.count); }`,
    expected: "reads count; wildcards user",
  },
];

const MAIN = `import type { In } from "./types.tsx"; import { use } from "./lib.tsx";
  export function entry(i: In) { use(i); }`;

function filesOf(row: Row) {
  return {
    "/types.tsx": TYPES,
    "/lib.tsx": `import type { In, Tree, User } from "./types.tsx";
      import { foreign, foreignRead } from "./types.tsx";
      import type { ReadonlyCell, Writable } from "commonfabric";
      ${row.lib}`,
    ...row.extra,
    "/main.tsx": MAIN,
  };
}

Deno.test("a call has the facts of the called function at the places of its arguments", async (t) => {
  for (const row of ROWS) {
    await t.step(row.name, () => {
      const files = filesOf(row);
      const { summary } = analyseFiles(files);
      assert.equal(lineOf(summary("entry").roots[0]!), row.expected);
      const stored = analyseWithStored(files);
      assert.deepEqual(stored.summary("entry"), summary("entry"));
    });
  }
});

Deno.test("a stored summary is what a call is given, not the body", () => {
  const row = ROWS[0]!;
  const forged = {
    use: { height: 1, returns: [], roots: [{ reads: [["count"]], writes: [["user", "name"]] }] },
  };
  const { summary } = analyseFiles(filesOf(row), {
    importedSummaries: (file) => file.fileName === "/lib.tsx" ? readSummaries(forged) : undefined,
  });
  assert.equal(lineOf(summary("entry").roots[0]!), "reads count; writes user.name");
});

Deno.test("a malformed stored summary is computed again", () => {
  const files = filesOf(ROWS[0]!);
  const expected = analyseFiles(files).summary("entry");
  for (
    const stored of [
      { use: { height: 1, returns: [], roots: [{ reads: ["count"] }] } },
      { use: { height: 1, returns: [{ path: [], root: 1 }], roots: [{}] } },
      { use: { height: 0, returns: [], roots: [{}] } },
      { use: { height: 1, returns: [], roots: [{ other: [] }] } },
      { use: { height: 1, returns: [], roots: [] } },
      { use: null },
      [],
      null,
    ]
  ) {
    const { summary } = analyseFiles(files, { importedSummaries: () => readSummaries(stored) });
    assert.deepEqual(summary("entry"), expected);
  }
});

Deno.test("recursion is marked on the functions of the cycle and on no others", () => {
  const { summary } = analyseFiles(`
    interface Tree { label: string; kids: Tree[] }
    declare function foreign(value: unknown): void;
    export function walk(n: Tree) { foreign(n.label); n.kids.forEach(walk); }
    export function nested(n: Tree) { n.kids.forEach((kid) => nested(kid)); }
    export function even(n: Tree): boolean { return odd(n.kids[0]!); }
    export function odd(n: Tree): boolean { return even(n.kids[0]!); }
    export function caller(n: Tree) { walk(n); }
    export function plain(n: Tree) { return n.label; }`);
  const marked = ["walk", "nested", "even", "odd", "caller", "plain"].filter((name) =>
    summary(name).recursive
  );
  assert.deepEqual(marked, ["walk", "nested", "even", "odd"]);
});

Deno.test("summaries do not depend on which function is asked for first", () => {
  const text = `interface Tree { label: string; extra: string; kids: Tree[] }
    export function a(n: Tree): string { return n.label + b(n.kids[0]!); }
    export function b(n: Tree): string { return n.extra + c(n.kids[1]!); }
    export function c(n: Tree): string { return n.label + a(n.kids[2]!); }
    export function d(n: Tree) { return a(n) + c(n.kids[0]!); }`;
  const names = ["a", "b", "c", "d"];
  const first = analyseFiles(text);
  const expected = names.map((name) => first.summary(name));
  const second = analyseFiles(text);
  const reversed = names.toReversed().map((name) => second.summary(name)).reverse();
  assert.deepEqual(reversed, expected);
});

Deno.test("a cell for a parameter of several wrapper types is a finding", () => {
  const { analysis, program } = analyseFiles(`
    import type { Cell, Writable, ReadonlyCell } from "commonfabric";
    declare function mixed(cell: ReadonlyCell<number> | Writable<number>): void;
    declare function bare(cell: Cell<number>): void;
    export function use(cell: Writable<number>) { [1].forEach(() => mixed(cell)); }
    export function near(cell: Writable<number>) { bare(cell); }`);
  const [use, near] = program.getSourceFile("/main.tsx")!.statements.slice(3);
  const [finding, ...others] = analysis.unreadableArguments(use!);
  assert.equal(finding?.node.getText(), "cell");
  assert.equal(finding?.callee.getText(), "mixed");
  assert.deepEqual(others, []);
  assert.deepEqual(analysis.unreadableArguments(near!), []);
});
