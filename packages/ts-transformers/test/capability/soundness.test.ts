/**
 * Summaries against JavaScript: random functions run on whole data, on data cut to what their
 * summary asks for, and on data that records what is really written.
 */
import assert from "node:assert/strict";
import { Script } from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { joinProjections, type Projection } from "@commonfabric/schema-generator";
import { projectionOf } from "../../1-facts/capability/projection-of.ts";
import { isPrefix, type Path, type RootSummary } from "../../1-facts/capability/summary.ts";
import { analyseFiles } from "./summaries.ts";
import { runs } from "../../../canonical/test/support/runs.ts";

const PRELUDE = `
interface User { name: string; mail: string; age: number; tags: string[] }
interface Item { title: string; price: number; done: boolean; owner: User; parts: Item[] }
interface In {
  user: User; other: User; spare?: User; items: Item[]; flag: boolean; count: number; key: string;
  nested: { list: Item[]; map: Record<string, Item> };
}
const none: User = { name: "-", mail: "-", age: 0, tags: [] };
const blank: Item = { title: "-", price: 0, done: false, owner: none, parts: [] };
function same<T>(value: T): T { return value; }
function pick(i: In) { return i.flag ? i.user : i.other; }
// Without narrowing, so that any two texts fit together.
function spareOf(i: In) { return i.spare; }
function titleOf(x: Item) { return x.title; }
function wrap(inner: Item, ...rest: User[]) { return { inner, rest, first: rest[0] ?? none }; }
function total(list: Item[]): number {
  let sum = 0;
  for (const { price } of list) sum += price;
  return sum;
}
function deep(x: Item): number { return x.price + x.parts.reduce((s, p) => s + deep(p), 0); }
function search(list: Item[], test: (x: Item) => boolean) { return list.find(test) ?? blank; }
function group(list: Item[]) {
  return list.reduce<Record<string, Item[]>>((all, x) => {
    (all[x.title] ??= []).push(x);
    return all;
  }, {});
}
`;

interface Texts {
  readonly num: string;
  readonly str: string;
  readonly bool: string;
  readonly user: string;
  readonly item: string;
  readonly list: string;
}

const { num, str, bool, user, item, list } = fc.letrec<Texts>((tie) => {
  const text = (parts: TemplateStringsArray, ...names: (keyof Texts)[]) =>
    fc.tuple(...names.map((name) => tie(name))).map((values) =>
      `(${parts.reduce((all, part, index) => all + values[index - 1] + part)})`
    );
  const of = (leaf: string[], ...inner: fc.Arbitrary<string>[]) =>
    fc.oneof({ maxDepth: 4, withCrossShrink: true }, fc.constantFrom(...leaf), ...inner);
  return {
    num: of(
      ["i.count", "i.user.age", "7", "i.items.length", "x1.price"],
      text`${"user"}.age`,
      text`${"item"}.price`,
      text`(${"num"} + ${"num"})`,
      text`${"list"}.length`,
      text`${"list"}.reduce((s, x) => s + x.price, 0)`,
      text`(${"bool"} ? ${"num"} : ${"num"})`,
      text`total(${"list"})`,
      text`deep(${"item"})`,
      text`${"str"}.length`,
      text`${"list"}.findIndex((x) => x.owner.age > ${"num"})`,
      text`Math.max(0, ...${"list"}.map((x) => x.price))`,
    ),
    str: of(
      ["i.user.name", "i.key", "'a'", "u1.mail"],
      text`${"item"}.title`,
      text`${"user"}.name`,
      text`String(${"num"})`,
      text`${"list"}.map(titleOf).join()`,
      text`${"list"}.map(({ owner: { mail }, title = "t" }) => mail + title).join()`,
      text`JSON.stringify(${"user"})`,
      text`(${"str"} || ${"str"})`,
      text`(${"user"}.tags[0] ?? ${"str"})`,
      text`Object.keys(i.nested.map).join() + ${"str"}`,
      text`${"user"}[${"bool"} ? "name" : "mail"]`,
      text`Object.entries(group(${"list"})).map(([k, [x]]) => k + x!.owner.name).join()`,
      text`(spareOf(i)?.name ?? ${"str"})`,
      text`[...new Set(${"list"}.flatMap((x) => x.owner.tags))].join()`,
    ),
    bool: of(
      ["i.flag", "!spareOf(i)", "spareOf(i) !== undefined"],
      text`(${"num"} > ${"num"})`,
      text`(${"bool"} && ${"bool"})`,
      text`!${"bool"}`,
      text`${"item"}.done`,
      text`${"list"}.some((x) => x.done)`,
      text`(${"str"} in i.nested.map)`,
      text`${"list"}.map((x) => x.title).includes(${"str"})`,
    ),
    user: of(
      ["i.user", "i.other", "pick(i)", "u1"],
      text`${"item"}.owner`,
      text`{ ...${"user"}, age: ${"num"} }`,
      text`same(${"user"})`,
      text`(${"bool"} ? ${"user"} : ${"user"})`,
      text`wrap(${"item"}, ${"user"}).first`,
      text`wrap(blank, ...${"list"}.map((x) => x.owner)).first`,
      text`(spareOf(i) ?? ${"user"})`,
      text`(() => { const found0: Item = ${"item"}; const { owner: found } = found0; return found; })()`,
    ),
    item: of(
      ["blank", "x1"],
      text`(${"list"}[0] ?? blank)`,
      text`(${"list"}.find((x) => x.price > ${"num"}) ?? blank)`,
      text`{ ...blank, owner: ${"user"}, title: ${"str"} }`,
      text`(i.nested.map[${"str"}] ?? blank)`,
      text`(${"list"}.at(-1) ?? blank)`,
      text`wrap(${"item"}).inner`,
      text`search(${"list"}, (x) => x.title === ${"str"})`,
      text`(new Map(${"list"}.map((x) => [x.title, x] as const)).get(${"str"}) ?? blank)`,
    ),
    list: of(
      ["i.items", "i.nested.list", "l1", "out"],
      text`${"list"}.filter((x) => x.done)`,
      text`${"list"}.toSorted((a, b) => a.price - b.price)`,
      text`[...${"list"}, ...${"list"}]`,
      text`[${"item"}]`,
      text`${"list"}.slice(0, 1)`,
      text`${"list"}.map((x) => ({ ...x, price: x.price * 2 }))`,
      text`${"list"}.concat(${"list"})`,
      text`Object.values(i.nested.map)`,
      text`${"list"}.flatMap((x) => x.parts)`,
      text`${"item"}.parts`,
    ),
  };
});

const EFFECTS = fc.constantFrom(
  "i.user.name = 'new';",
  "i.count++;",
  "i.count += x1.price;",
  "i.items.push(x1);",
  "l1.forEach((x) => { x.done = !x.done; });",
  "for (const x of l1) x.owner.age = 3;",
  "delete i.nested.map[i.key];",
  "u1.tags.push('t');",
  "i.items.sort((a, b) => a.price - b.price);",
  "({ name: u1.mail } = pick(i));",
  "[i.user, i.other] = [i.other, i.user];",
  "Object.assign(i.nested, { list: [] });",
  "i.spare ??= u1;",
);

const ends = { user: "u.user.mail", item: "u.item.title" };

/** A body: names for values, a loop that fills a list, and what is returned. */
function body(effects: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.record({
    list,
    user,
    item,
    loop: list,
    test: bool,
    later: user,
    effect: effects,
    results: fc.array(
      fc.oneof(
        num,
        str,
        bool,
        user,
        item.map((text) => `(${text}).owner.name`),
        list.map((text) => `${text}.map((x) => x.title)`),
        list,
      ),
      { minLength: 1, maxLength: 3 },
    ),
  }).map((parts) => `
    function f(i: In) {
      const out: Item[] = [];
      let l1 = i.items;
      let u1 = i.user;
      let x1 = l1[0] ?? blank;
      l1 = ${parts.list};
      if (${parts.test}) u1 = ${parts.user};
      for (const x of ${parts.loop}) if (${parts.test}) out.push(x);
      x1 = ${parts.item};
      const u = { user: ${parts.later}, item: x1 };
      ${parts.effect}
      return [${ends.user}, ${ends.item}, ${parts.results.join(", ")}];
    }`);
}

const plainItem = fc.record({
  title: fc.constantFrom("a", "b", "c"),
  price: fc.integer({ min: 0, max: 5 }),
  done: fc.boolean(),
});
const someone = fc.record({
  name: fc.constantFrom("n", "m"),
  mail: fc.constantFrom("x", "y", ""),
  age: fc.integer({ min: 0, max: 9 }),
  tags: fc.array(fc.constantFrom("p", "q"), { maxLength: 2 }),
});
const full = fc.record({
  plain: plainItem,
  owner: someone,
  parts: fc.array(plainItem, { maxLength: 2 }),
})
  .map(({ plain, owner, parts }) => ({
    ...plain,
    owner,
    parts: parts.map((part) => ({ ...part, owner, parts: [] })),
  }));
const data = fc.record({
  user: someone,
  other: someone,
  spare: fc.option(someone, { nil: undefined }),
  items: fc.array(full, { maxLength: 3 }),
  flag: fc.boolean(),
  count: fc.integer({ min: 0, max: 9 }),
  key: fc.constantFrom("a", "b"),
  nested: fc.record({
    list: fc.array(full, { maxLength: 2 }),
    map: fc.dictionary(fc.constantFrom("a", "b"), full),
  }),
});

type Compiled = (input: unknown) => unknown;

/** Always true, always false, never null: generated code may be silly. */
const ODDITIES: ReadonlySet<number> = new Set([2869, 2871, 2872, 2873]);

function compileFunction(text: string): { readonly run: Compiled; readonly root: RootSummary } {
  const source = PRELUDE + text;
  const { summary, program } = analyseFiles(source);
  const file = program.getSourceFile("/main.tsx")!;
  const problems = program.getSemanticDiagnostics(file).filter(({ code }) => !ODDITIES.has(code))
    .map((d) => d.messageText);
  assert.deepEqual(problems, []);
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { target: ts.ScriptTarget.ES2023 },
  });
  const run = new Script(`(() => { ${outputText}; return f; })()`).runInThisContext() as Compiled;
  return { run, root: summary("f").roots[0]! };
}

/** What a reader gets that asks for the projection: nothing else is there. */
function cut(value: unknown, projection: Projection): unknown {
  if (projection.all === true || typeof value !== "object" || value === null) return value;
  if (projection.identity !== undefined) return {};
  const { props, items } = projection;
  if (Array.isArray(value)) {
    const positions = [...props ?? []].filter(([key]) => /^\d+$/.test(key)).map(([, own]) => own);
    const all = [items, ...positions].filter((part) => part !== undefined);
    const element = all.length === 0 ? {} : all.reduce((x, y) => joinProjections(x, y));
    return value.map((inner) => cut(inner, element));
  }
  const entries = Object.entries(value).filter(([key]) => props?.has(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key, cut(inner, props!.get(key)!)]));
}

const COUNT = runs(30, 200);

Deno.test("a function gives the same on data that is cut to what its summary asks for", () => {
  fc.assert(
    fc.property(
      body(fc.constant("")),
      fc.array(data, { minLength: 3, maxLength: 3 }),
      (text, all) => {
        const { run, root } = compileFunction(text);
        for (const input of all) {
          const given = structuredClone(input);
          const expected = JSON.stringify(run(given));
          const less = cut(structuredClone(input), projectionOf(root, "full"));
          assert.equal(JSON.stringify(run(less)), expected);
        }
      },
    ),
    { numRuns: COUNT },
  );
});

/** `value`, recording the paths of members that are changed. */
function recording(value: unknown, path: Path, writes: Path[]): unknown {
  if (typeof value !== "object" || value === null) return value;
  return new Proxy(value, {
    get(target, key, receiver) {
      const found = Reflect.get(target, key, receiver);
      if (typeof key === "symbol" || typeof found === "function") return found;
      if (typeof found === "object" && found !== null) {
        return recording(found, [...path, key], writes);
      }
      return found;
    },
    set(target, key, written) {
      writes.push([...path, String(key)]);
      return Reflect.set(target, key, written);
    },
    deleteProperty(target, key) {
      writes.push([...path, String(key)]);
      return Reflect.deleteProperty(target, key);
    },
  });
}

Deno.test("what is written when a function runs is covered by its summary", () => {
  fc.assert(
    fc.property(body(EFFECTS), fc.array(data, { minLength: 2, maxLength: 2 }), (text, all) => {
      const { run, root } = compileFunction(text);
      for (const input of all) {
        const writes: Path[] = [];
        JSON.stringify(run(recording(structuredClone(input), [], writes)));
        for (const path of writes) {
          assert.ok(root.writes.some((fact) => isPrefix(fact, path)), `write ${path.join(".")}`);
        }
      }
    }),
    { numRuns: COUNT },
  );
});
