/** What is not plain data, one property away from what is; every copy is frozen with all it holds. */
import assert from "node:assert/strict";
import { markBuilderArtifact } from "../engine/provenance.ts";
import { ensureLockdown } from "../sandbox/lockdown.ts";
import { makeNamespace } from "../sandbox/namespace.ts";
import { freezePlainData, isPlainData } from "../sandbox/plain-data.ts";
import { keySegment, PlainDataError } from "../sandbox/plain-data-error.ts";

ensureLockdown();

const artifact = Object.freeze({});
markBuilderArtifact(artifact, { kind: "pattern" });
const hidden = (target: object, key: PropertyKey) =>
  Object.defineProperty(target, key, { value: 1, enumerable: false, configurable: true });

const REFUSED: readonly (readonly [what: string, value: unknown, message: string])[] = [
  ["an artifact", { a: artifact }, "<root>.a is a builder artifact"],
  ["a namespace", [makeNamespace([])], "<root>[0] is a module namespace"],
  ["a map with a property", Object.assign(new Map(), { x: 1 }), "<root> has own properties"],
  ["a map with a hidden property", hidden(new Map(), "x"), "<root> has own properties"],
  ["a set with a symbol", hidden(new Set(), Symbol.iterator), "<root> has own properties"],
  ["a list with a hidden member", { a: hidden([1], "x") }, "<root>.a.x is not enumerable"],
  ["a list with a hidden element", hidden([1], 0), "<root>[0] is not enumerable"],
  ["an object with a hidden length", hidden({}, "length"), "<root>.length is not enumerable"],
  ["an expression whose property is hidden", hidden(/a/, "x"), "own properties"],
  ["a map of the prototype alone", Object.create(Map.prototype), "<root> cannot be inspected"],
  ["a set of the prototype alone", Object.create(Set.prototype), "<root> cannot be inspected"],
  ["an expression of the prototype alone", Object.create(RegExp.prototype), "own properties"],
  [
    "an expression without its property",
    Object.create(RegExp.prototype, {
      lastIndex: { value: 0 },
    }),
    "<root> cannot be inspected",
  ],
  [
    "an expression with another property",
    Object.create(RegExp.prototype, {
      other: { value: 0 },
    }),
    "own properties",
  ],
  ["a key of a map", new Map([[Symbol(), 1]]), "<root><map-key:0> is a symbol"],
  ["an empty map in disguise", Object.setPrototypeOf(new Map(), null), "<root> is "],
  [
    "a promise in disguise",
    Object.setPrototypeOf(Promise.resolve(), Object.prototype),
    "<root> is ",
  ],
  ["a symbol that nobody registered", { [Symbol("x")]: 1 }, "without registration"],
  [
    "a getter in a list",
    Object.defineProperty([], 0, { get: () => 1, enumerable: true }),
    "accessor",
  ],
];

for (const [what, value, message] of REFUSED) {
  Deno.test(`plain data refuses ${what}`, () => {
    assert.throws(() => freezePlainData(value), (error: unknown) => {
      assert.ok(error instanceof PlainDataError);
      assert.ok(error.message.includes(message), error.message);
      return true;
    });
  });
}

Deno.test("shapes that read like others keep what they are", () => {
  const list = freezePlainData({ list: [1, , 3, , ,], length: 5, empty: [] });
  assert.deepEqual([list.list.length, 1 in list.list, list.length, list.empty.length], [
    5,
    false,
    5,
    0,
  ]);
  const symbols = freezePlainData({ [Symbol.for("x")]: 1 });
  assert.equal(symbols[Symbol.for("x")], 1);
});

Deno.test("maps and sets in cycles and twice are one view each, and everything is frozen", () => {
  const map = new Map<unknown, unknown>();
  const set = new Set<unknown>([map]);
  map.set("self", map).set("set", set).set({ key: 1 }, [1]);
  const copy = freezePlainData({ map, again: map, set }) as {
    map: Map<unknown, unknown>;
    again: unknown;
    set: Set<unknown>;
  };
  assert.equal(copy.map, copy.again);
  assert.equal(copy.map.get("self"), copy.map);
  assert.equal(copy.map.get("set"), copy.set);
  assert.ok(copy.set.has(copy.map));
  for (const part of [copy, copy.map, copy.set, ...copy.map.values(), [...copy.map.keys()][2]]) {
    assert.ok(Object.isFrozen(part) && isPlainData(part as object));
  }
});

Deno.test("a value that was frozen before is returned as it is, alone and inside another", () => {
  const once = freezePlainData({ a: [1] });
  assert.equal(freezePlainData(once), once);
  assert.equal(freezePlainData({ once }).once, once);
  assert.equal(isPlainData({}), false);
  for (const value of [null, undefined, 1, "x", true, 1n]) {
    assert.equal(freezePlainData(value), value);
  }
});

Deno.test("a view is no map and no set, and its methods serve no other receiver", () => {
  const map = freezePlainData(new Map([["a", 1]]));
  const set = freezePlainData(new Set(["a"]));
  const { get, has, entries, keys, values, forEach } = map;
  for (const [name, method] of Object.entries({ get, has, entries, keys, values, forEach })) {
    for (const receiver of [new Map(), set, {}, Object.create(map)]) {
      assert.throws(
        () => Reflect.apply(method, receiver, [() => {}]),
        /^TypeError: Receiver is not a read-only Map$/,
        name,
      );
    }
  }
  assert.throws(() => Reflect.apply(set.has, new Set(), [1]), /not a read-only Set$/);
  for (const view of [map, set]) {
    assert.ok(Object.isFrozen(view) && Object.isFrozen(Object.getPrototypeOf(view)));
    assert.throws(() => Reflect.apply(Map.prototype.set, view, ["a", 2]), TypeError);
    assert.throws(() => Reflect.apply(Set.prototype.add, view, ["a"]), TypeError);
  }
});

Deno.test("segments of a path are names, indexes, texts and symbols", () => {
  const rows: readonly [PropertyKey, boolean, string][] = [
    ["a", false, ".a"],
    ["a", true, ".a"],
    ["0", true, "[0]"],
    ["10", true, "[10]"],
    ["01", true, '["01"]'],
    ["0", false, '["0"]'],
    ["1x", true, '["1x"]'],
    ["x1", true, ".x1"],
    ["$_", false, ".$_"],
    ["a b", false, '["a b"]'],
    ["", false, '[""]'],
    [Symbol.for("s"), false, '[Symbol.for("s")]'],
    ["x".repeat(201), false, `["${"x".repeat(200)}..."]`],
  ];
  for (const [key, inArray, segment] of rows) {
    const found = keySegment(key, inArray);
    if (segment.length < 100) assert.equal(found, segment);
    else assert.ok(found.startsWith('["xxx'), found);
  }
});

Deno.test("the middle of a long path is left out", () => {
  let value: unknown = () => 1;
  for (let level = 0; level < 40; level++) value = [value];
  assert.throws(() => freezePlainData(value), (error: unknown) => {
    assert.ok(error instanceof PlainDataError);
    assert.equal(error.path, `<root>${"[0]".repeat(10)}...${"[0]".repeat(10)}`);
    return true;
  });
});
