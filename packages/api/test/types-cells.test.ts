/** Handles, defaults, marks and calls: what the types infer, accept and refuse. */
import { testTwins } from "./type-twins.ts";

const PREAMBLE =
  `import { Cell, cell, ComparableCell, OpaqueCell, ReadonlyCell, Stream, Writable, WriteonlyCell, type AnyCell,
  type AnyBrandedCell, type Cfc, type Confidential, type DeepDefault, type Default, type PerSession, type PerSpace, type PerUser, type RequireDefaults,
  cfSqlite, compileAndRun, dataFile, equals, fetchJson, fetchText, fetchBinary, fetchProgram, generateObject, generateText, getPatternEnvironment, ifElse, llmDialog, navigateTo,
  pattern, schema, sqliteDatabase, sqliteQuery, str, streamData, toCompactDebugString, toSchema, uiVariant, unless, valueEqual, when, wish } from "commonfabric";
import { exchangeRule, v, cfcAtom, THIS_POLICY, type Integrity } from "commonfabric/cfc";
interface Item { title: string; done: boolean | Default<false>; tags: string[] | Default<[]> }
declare const items: Writable<Item[]>; declare const count: Cell<number>; declare const read: ReadonlyCell<number>;
declare const write: WriteonlyCell<number[]>; declare const same: ComparableCell<Item>; declare const opaque: OpaqueCell<Item[]>;
declare const stream: Stream<{ n: number }>; declare const silent: Stream<void>; declare const flag: Cell<boolean>;
enum Kind { A, B } const WORDS = ["a", "b"] as const;
interface Settings {
  size: Default<number, 12>; title: string | Default<"Untitled">; tags: string[] | Default<[]>; list: Default<string[], ["a"]>;
  window: { w: number; h: number } | Default<{ w: 800; h: 600 }>; theme: { dark: boolean; size: number } | DeepDefault<{ dark: true }>;
  none: string | null | Default<null>; maybe: Default<string | null, null>; rec: Record<string, number> | Default<{}>; kind: Kind | Default<Kind.A>;
  flag: boolean | Default<false>; words: readonly string[] | Default<typeof WORDS>; any: Default<any, 1>; cell: Cell<number | Default<0>>;
}
declare const s: RequireDefaults<Settings>; declare const nested: { row: Settings };`;

testTwins("handles", PREAMBLE, {
  "a literal widens": [
    `new Writable(0).set(5); new Cell("a").set("b");`,
    `new Writable(0).set("x");`,
  ],
  "a named content": [
    `new Writable<Item[]>([]).push({ title: "a", done: true, tags: [] }); new Writable<string | null>(null).set("x");`,
    `new Writable<Item[]>([1]);`,
  ],
  "forms of constructors": [
    `Cell.of(1).set(2); Cell.for<string>("a").get().trim(); cell<number>().set(1); new Writable.perSession<string>("x").set("y"); Writable.perUser.of(3).set(4); Cell.perSpace.for<number>("a").get().toFixed();`,
    `new Writable.perGroup(1);`,
  ],
  "narrow constructors": [
    `new ReadonlyCell(1).get().toFixed(); new WriteonlyCell<number[]>([]).push(1); new ComparableCell<Item>().equals(same); new OpaqueCell<Item[]>([]).map((i) => i.title); new Stream<{ n: number }>().send({ n: 1 });`,
    `new ReadonlyCell(1).set(2);`,
  ],
  "what asks for less is given more": [
    `const r: ReadonlyCell<Item[]> = items; const w: WriteonlyCell<Item[]> = items; const c: ComparableCell<number> = read; const o: OpaqueCell<Item[]> = items; ((x: ComparableCell<Item[]>) => x)(items); r.key(0).key("title").get(); w.push(); c.equals(o);`,
    `const wider: Cell<number> = read;`,
  ],
  "no handle stands for another of its width": [
    `const r: ReadonlyCell<number> = count;`,
    `const w: WriteonlyCell<number> = read;`,
  ],
  "a read-only handle": [`read.get() + read.sample();`, `read.set(1);`],
  "a write-only handle": [`write.push(1); write.key(0).set(2); write.increment();`, `write.get();`],
  "a comparable handle": [`same.equals(same.key("title"));`, `same.get();`],
  "an opaque handle": [`opaque.map((i) => i.title.trim()); opaque.key(0);`, `opaque.get();`],
  "a stream only sends": [`stream.send({ n: 1 }); silent.send();`, `stream.get();`],
  "the event of a stream": [`stream.send({ n: count });`, `stream.send({ n: "x" });`],
  "a missing event": [`silent.send(); new Stream<unknown>().send();`, `stream.send();`],
  "what was read is read-only": [`items.get().filter((i) => i.done);`, `items.get().push();`],
  "writing back what was read": [
    `items.set(items.get()); items.set([...items.get(), { title: "a", done: false, tags: [] }]); items.set(items.get().map((i) => ({ ...i, done: true })));`,
    `items.set(items.get().map((i) => i.title));`,
  ],
  "a push of reactive parts": [
    `items.push({ title: str\`a\`, done: flag, tags: [] });`,
    `items.push({ title: flag, done: flag, tags: [] });`,
  ],
  "an update of some keys": [
    `items.key(0).update({ done: true });`,
    `items.key(0).update({ done: 3 });`,
  ],
  "paths": [
    `items.key(0).key("title").set("x"); items.key(0, "tags", 1).get().trim();`,
    `items.key(0, "title").set(1);`,
  ],
  "a cell of a literal fits a cell of its type": [
    `const c: Cell<string> = new Cell<"a" | "b">("a"); const w: Writable<number> = count; const a: AnyCell<number> = read; [c, w, a];`,
    `const c: Cell<number> = new Cell("a"); c;`,
  ],
  "a handle in the content stands for its place": [
    `const l = null! as Cell<{ go: Stream<{ n: number }>; in?: Writable<{ a: number }> }[]>; l.key(0).key("go").send({ n: 1 }); l.key(0, "go").send({ n: 1 }); l.key(0).key("in").key("a").set(l.key(0, "in").get()?.a ?? 1); (null! as Cell<Cell<number>[]>).key(0).get().toFixed();`,
    `const l = null! as Cell<{ go: Stream<{ n: number }> }[]>; l.key(0).key("go").send({ n: "x" });`,
  ],
  "a list with a default, and a content of nothing, hold no handles": [
    `const l = null! as Writable<Item[] | Default<[]>>; l.key(0).key("done").set(true); const n = null! as Cell<{ at: null }>; n.key("at").set(null);`,
    `const l = null! as Writable<Item[] | Default<[]>>; l.key(0).key("done").set("x");`,
  ],
  "kinds are literal types": [
    `const k: AnyBrandedCell<number, "cell"> = count; const r: AnyBrandedCell<number, "readonly"> = read; [k, r];`,
    `const k: AnyBrandedCell<number, "cell"> = read; k;`,
  ],
  "lists of a cell": [
    `items.map((i, at) => i.title + at).join(); items.filter((i) => i.done).length; items.findIndex((i) => i.done); items.reduce((n, i) => n + i.tags.length, 0);`,
    `items.map((i) => i.nosuch);`,
  ],
  "the value of an object default is no member of its own": [
    `type P = { name: string; bio?: string; tags: string[] }; const d = null! as RequireDefaults<{ p: P | Default<{ name: ""; tags: [] }>; c: Cell<P | Default<{ name: ""; tags: [] }>>; l: P[] | Default<[{ name: "a"; tags: [] }]> }>; d.p.bio; d.p.tags.includes("x"); d.c.get().bio; d.c.key("bio").get(); d.l.map((one) => one.bio);`,
    `const d = null! as RequireDefaults<{ p: { name: string } | Default<{ name: "" }> }>; d.p.bio;`,
  ],
  "a key of one member of a union": [
    `const key: string | null | undefined = new Cell<{ kind: "a"; x: number } | { kind: "b"; y: string } | null>(null).key("y").get();`,
    `const key: number | undefined = new Cell<{ kind: "a"; x: number } | { kind: "b"; y: string } | null>(null).key("y").get();`,
  ],
  "defaults vanish inside a handle": [
    `new Cell<string[] | Default<[]>>([]).get().includes("x"); s.cell.get().toFixed();`,
    `new Cell<string[] | Default<[]>>([]).get().includes(1);`,
  ],
});

testTwins("defaults", PREAMBLE, {
  "of a number": [`s.size.toFixed() + (s.size + 1);`, `s.size.trim();`],
  "of a string": [`s.title.trim();`, `s.title.toFixed();`],
  "of an empty list": [
    `s.tags.includes("x"); const t: string[] = s.tags; t;`,
    `s.tags.includes(1);`,
  ],
  "of a list": [`s.list.includes("x");`, `s.list.includes(1);`],
  "of a record": [`s.window.w.toFixed();`, `s.window.depth;`],
  "of a part of a record": [`s.theme.size.toFixed(); s.theme.dark === true;`, `s.theme.name;`],
  "of null": [`s.none?.trim(); s.maybe?.trim();`, `s.none.trim();`],
  "of the empty record": [`s.rec["x"]?.toFixed(); Object.keys(s.rec);`, `s.rec["x"]!.trim();`],
  "of an enum member": [`s.kind === Kind.B;`, `s.kind === "B";`],
  "of a flag": [`s.flag === true;`, `s.flag.trim();`],
  "of a constant": [`s.words.map((w) => w.trim());`, `s.words.map((w) => w.toFixed());`],
  "of any": [`s.any.x.y;`, `s.nosuch;`],
  "below the first level, marks do not disturb": [
    `const { tags, size, rec, title, window } = nested.row; tags.includes("x"); tags.map((t) => t.trim()); size + 1; rec["x"]; title.trim(); window.w + 1; [...tags, "y"];`,
    `nested.row.tags.map((t) => t.toFixed());`,
  ],
  "data fits a type with marks": [
    `const i: Item = { title: "a", done: false, tags: ["x"] }; i;`,
    `const i: Item = { title: "a", done: 1, tags: ["x"] }; i;`,
  ],
  "a default of another type": [
    `type T = Default<number, 1>; 0 as T;`,
    `type T = Default<number, "x">; 0 as T;`,
  ],
  "scopes": [
    `const a: PerUser<"x" | null> = "x"; const b: "x" | null = a; const c: PerSession<Writable<number>> = new Writable(1); c.set(2); const d: PerSpace<number> = 1; d.toFixed(); b;`,
    `const a: PerUser<string> = 1; a;`,
  ],
  "labels": [
    `const a: Confidential<string, ["secret"]> = "x"; const b: string = a; const c: Cfc<Item[], { x: 1 }> = []; c.map((i) => i.title); const d: Integrity<number> = 1; [b, d];`,
    `const a: Confidential<string, ["secret"]> = 1; a;`,
  ],
});

testTwins("calls", PREAMBLE, {
  "conditionals": [
    `ifElse(flag, 1, 2).toFixed(); when(flag, "x"); unless(count, 3);`,
    `ifElse(flag, 1, 2).trim();`,
  ],
  "conditionals by their number of arguments": [`ifElse(flag, 1, 2);`, `ifElse(flag, 1);`],
  "a template is a string": [`str\`a \${count}\`.trim();`, `str\`a\`.toFixed();`],
  "a wish": [
    `wish<{ name: string }>({ query: "#profile" }).result?.name.trim(); wish<Item[]>({ query: "/items" }).candidates.map((c) => c.length);`,
    `wish<{ name: string }>({ query: "#profile" }).result.name;`,
  ],
  "the query of a wish": [`wish({ query: str\`#tag\` });`, `wish({ tag: "#tag" });`],
  "a reply of a type": [
    `fetchJson<Item>({ url: "https://a/" }).result?.title.trim(); fetchText({ url: "" }).result?.trim();`,
    `fetchJson<Item>({ url: "https://a/" }).result?.nosuch;`,
  ],
  "a request needs its url": [
    `fetchBinary({ url: "" }).result?.mediaType.trim();`,
    `fetchJson<Item>({});`,
  ],
  "a generated text": [
    `generateText({ prompt: "a", system: str\`b\`, model: "m" }).result?.trim(); generateText({ messages: [{ role: "user", content: "a" }] }).partial;`,
    `generateText({ prompt: "a" }).result?.toFixed();`,
  ],
  "a generated object": [
    `generateObject<{ a: string }>({ prompt: "a" }).result?.a.trim();`,
    `generateObject<{ a: string }>({ prompt: "a" }).result?.b;`,
  ],
  "messages of a model": [
    `generateText({ messages: [{ role: "assistant", content: [{ type: "text", text: "a" }] }] });`,
    `generateText({ messages: [{ role: "nobody", content: "a" }] });`,
  ],
  "a dialog": [
    `llmDialog({ messages: [] }).addMessage.send({ role: "user", content: "a" }); llmDialog({ messages: [] }).cancelGeneration.send();`,
    `llmDialog({ messages: [] }).addMessage.send({ role: "user" });`,
  ],
  "programs": [
    `compileAndRun<{ a: 1 }, { b: string }>({ files: [], main: "a", input: { a: 1 } }).result?.b.trim(); fetchProgram({ url: "" }).result?.files.length;`,
    `compileAndRun({ files: [], main: 3 });`,
  ],
  "navigation is a flag": [`navigateTo(items) === false;`, `navigateTo(items).trim();`],
  "a database": [
    `const db = sqliteDatabase({ notes: cfSqlite.table({ id: cfSqlite.text() }, (row) => cfSqlite.dbOwner(row.id)) }); db.query<Item>("SELECT 1").result?.[0]?.title; sqliteQuery<Item>({ db, sql: "SELECT 1" }).result?.length;`,
    `sqliteDatabase({}).query(3);`,
  ],
  "plain helpers": [
    `equals(count, read) === valueEqual(1, 2); dataFile("a").split(""); toCompactDebugString(1, 2).trim(); getPatternEnvironment().apiUrl.href; toSchema<Item>(); uiVariant(count, "tile");`,
    `uiVariant(count, "huge");`,
  ],
  "labels": [
    `exchangeRule({ a: v("x") }).a; cfcAtom.user!({ subject: 1 }); THIS_POLICY;`,
    `v(1);`,
  ],
});
