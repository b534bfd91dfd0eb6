import assert from "node:assert/strict";
import fc from "fast-check";
import { ensureLockdown } from "../sandbox/lockdown.ts";
import { freezePlainData } from "../sandbox/plain-data.ts";
import { PlainDataError } from "../sandbox/plain-data-error.ts";
import { runs } from "../../canonical/test/support/runs.ts";

ensureLockdown();

const getter = {
  get a(): never {
    throw new Error("a getter ran");
  },
};
class Point {}
function args(..._: unknown[]): unknown {
  return arguments;
}

const REFUSED: readonly (readonly [string, unknown, string, RegExp])[] = [
  ["function", { f: () => 1 }, "<root>.f", /is a function/],
  ["symbol", [Symbol("s")], "<root>[0]", /is a symbol/],
  ["accessor", { x: getter }, "<root>.x.a", /is an accessor/],
  [
    "accessor in an array",
    Object.defineProperty([0], 0, { get: () => 1 }),
    "<root>[0]",
    /accessor/,
  ],
  ["hidden property", Object.defineProperty({}, "h", { value: 1 }), "<root>.h", /not enumerable/],
  ["well-known symbol key", { [Symbol.iterator]: 1 }, "<root>", /symbol/],
  ["tag", { a: { [Symbol.toStringTag]: "x" } }, "<root>.a", /symbol/],
  ["promise", Promise.resolve(), "<root>", /class/],
  ["error", new Error("x"), "<root>", /class/],
  ["date", new Date(0), "<root>", /class/],
  ["date in disguise", Object.setPrototypeOf(new Date(0), Object.prototype), "<root>", /Date/],
  ["typed array", new Uint8Array(1), "<root>", /class/],
  ["buffer", new ArrayBuffer(1), "<root>", /class/],
  ["weak map", new WeakMap(), "<root>", /class/],
  ["instance", { "a b": new Point() }, '<root>["a b"]', /class/],
  ["subclass", new (class extends Map {})(), "<root>", /class/],
  ["array subclass", new (class extends Array {})(), "<root>", /class/],
  ["boxed", Object.setPrototypeOf(Object(1), Object.prototype), "<root>", /Number/],
  ["arguments", args(1), "<root>", /Arguments/],
  ["global regexp", { r: /a/g }, "<root>.r", /flag g or y/],
  ["sticky regexp", /a/y, "<root>", /flag g or y/],
  ["regexp with properties", Object.assign(/a/, { n: 1 }), "<root>", /own properties/],
  [
    "map key",
    { a: [new Map<unknown, unknown>([[1, 1], [() => 1, 2]])] },
    "<root>.a[0]<map-key:1>",
    /function/,
  ],
  ["map value", new Map([[1, Symbol()]]), "<root><map-value:0>", /symbol/],
  ["set member", new Set([1, () => 1]), "<root><set-value:1>", /function/],
  [
    "proxy that throws",
    new Proxy({}, {
      getPrototypeOf: () => {
        throw new Error("trap");
      },
    }),
    "<root>",
    /is a proxy/,
  ],
];

for (const [what, value, path, reason] of REFUSED) {
  Deno.test(`plain data refuses ${what} with its path`, () => {
    assert.throws(() => freezePlainData(value), (error: unknown) => {
      assert(error instanceof PlainDataError);
      assert.equal(error.path, path);
      assert.match(error.message, reason);
      assert(error.message.startsWith(`Cannot make plain data: ${path} `));
      return true;
    });
  });
}

Deno.test("plain data keeps shape, holes, named members, cycles and sharing", () => {
  const shared = { s: -0 };
  const list = [1, , "x", shared] as unknown[] & { name?: string };
  list.name = "list";
  const value = { list, shared, n: null, u: undefined, b: 10n, nan: NaN } as Record<
    string,
    unknown
  >;
  value["self"] = value;
  const copy = freezePlainData(value) as typeof value & { list: typeof list };
  assert.notEqual(copy, value);
  assert.equal(copy["self"], copy);
  assert.equal(copy.list[3], copy["shared"]);
  assert(Object.is((copy["shared"] as typeof shared).s, -0));
  assert.equal(copy.list.length, 4);
  assert(!(1 in copy.list));
  assert.equal(copy.list.name, "list");
  assert.deepEqual(Object.keys(copy), Object.keys(value));
  for (const object of [copy, copy.list, copy["shared"] as object]) assert(Object.isFrozen(object));
  assert.equal(freezePlainData(copy), copy);
  assert.equal(freezePlainData(copy.list), copy.list);
});

Deno.test("own __proto__ stays data and a null prototype becomes the ordinary one", () => {
  const copy = freezePlainData(JSON.parse('{"__proto__":{"x":1},"constructor":2}')) as object;
  assert.equal(Object.getPrototypeOf(copy), Object.prototype);
  assert.deepEqual(Reflect.ownKeys(copy), ["__proto__", "constructor"]);
  const bare = freezePlainData(Object.assign(Object.create(null), { a: 1 })) as object;
  assert.equal(Object.getPrototypeOf(bare), Object.prototype);
  const registered = Symbol.for("k");
  assert.deepEqual(Reflect.ownKeys(freezePlainData({ [registered]: 1 })), [registered]);
});

Deno.test("views of maps and sets read like them and refuse every mutator", () => {
  const map = freezePlainData(new Map<unknown, unknown>([["a", { n: 1 }], ["b", 2]]));
  const set = freezePlainData(new Set([1, "x"]));
  assert.deepEqual([...map], [["a", { n: 1 }], ["b", 2]]);
  assert.deepEqual([map.size, map.get("b"), map.has("z"), [...map.keys()]], [2, 2, false, [
    "a",
    "b",
  ]]);
  assert.deepEqual([[...set], set.size, set.has("x")], [[1, "x"], 2, true]);
  assert(Object.isFrozen(map.get("a")));
  for (const [prototype, view] of [[Map.prototype, map], [Set.prototype, set]] as const) {
    for (const key of Reflect.ownKeys(prototype)) {
      const { value, get } = Reflect.getOwnPropertyDescriptor(prototype, key)!;
      const method: unknown = value ?? get;
      if (typeof method !== "function" || key === "constructor") continue;
      assert.throws(() => Reflect.apply(method, view, ["a", "b"]), TypeError, String(key));
    }
    assert.equal((view as { set?: unknown }).set ?? (view as { add?: unknown }).add, undefined);
  }
  const pair = map.entries().next().value as unknown[];
  pair[1] = "changed";
  assert.deepEqual(map.get("a"), { n: 1 });
});

Deno.test("a regular expression without state is copied and frozen", () => {
  const pattern = /a(b)/i;
  const copy = freezePlainData(pattern);
  assert.notEqual(copy, pattern);
  assert(Object.isFrozen(copy));
  assert.equal("xAB".replace(copy, "-"), "x-");
});

Deno.test("nesting of 500 is accepted and 501 is refused", () => {
  const nest = (levels: number) => {
    let value: unknown = 1;
    for (let n = 0; n < levels; n++) value = [value];
    return value;
  };
  freezePlainData(nest(500));
  assert.throws(() => freezePlainData(nest(501)), /nested deeper than 500 levels/);
});

Deno.test("more than 1,000,000 values are refused, and a long array is not walked by its length", () => {
  assert.throws(() => freezePlainData(new Array(1_000_001).fill(0)), /exceeds 1000000 values/);
  const sparse: unknown[] = [];
  sparse[4_294_967_294] = "last";
  assert.equal(freezePlainData(sparse).length, 4_294_967_295);
});

Deno.test("a copy of generated plain data is equal, frozen and independent", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const copy = freezePlainData(value);
      assert.deepEqual(copy, value);
      assert.equal(freezePlainData(copy), copy);
      return typeof copy !== "object" || copy === null || Object.isFrozen(copy);
    }),
    { numRuns: runs(200) },
  );
});
