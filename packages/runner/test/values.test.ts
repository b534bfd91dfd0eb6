/** Values and causes: what can be stored, what is refused and where, and that no getter ever runs. */
import assert from "node:assert/strict";
import { nodeSha256 } from "@commonfabric/canonical";
import { copyTree } from "../builders/copy-tree.ts";
import { causedId, normaliseCause } from "../values/cause.ts";
import { convertHostValue } from "../values/convert-host-value.ts";
import { convertValue } from "../values/convert.ts";
import { makeFixture, SPACE } from "./support/cell-host.ts";

const guest = (value: unknown) =>
  convertValue(value, { target: { space: SPACE, id: "of:x", path: [] }, author: "guest" });

Deno.test("storable values come back equal, frozen and as copies", () => {
  const shared = { s: 1 };
  const value = {
    scalars: [null, true, 0, -0, NaN, Infinity, 12n, "text", "\u{1f600}"],
    holes: [1, , undefined],
    nullPrototype: Object.assign(Object.create(null), { a: 1 }),
    twice: [shared, shared],
    date: new Date(1),
    bytes: new Uint8Array([1, 2]),
  };
  const node = guest(value) as typeof value;
  assert.deepEqual(node, { ...value, nullPrototype: { a: 1 } });
  assert.ok(Object.isFrozen(node) && Object.isFrozen(node.twice[0]));
  assert.notEqual(node.date, value.date);
  assert.equal(0 in node.holes && 2 in node.holes && !(1 in node.holes), true);
});

Deno.test("undefined members are absent", () => {
  assert.deepEqual(Object.keys(guest({ a: undefined, b: 1 }) as object), ["b"]);
});

Deno.test("everything else is refused with its path, and no getter runs", () => {
  let ran = false;
  const run = () => {
    ran = true;
    return 1;
  };
  class Point {
    x = 1;
  }
  const cyclic: Record<string, unknown> = {};
  cyclic.self = { cyclic };
  const rows: [unknown, string[]][] = [
    [{
      a: {
        get b() {
          return run();
        },
      },
    }, ["a", "b"]],
    [[Object.defineProperty([], 0, { get: run, enumerable: true })], ["0", "0"]],
    [{ f: () => 1 }, ["f"]],
    [{ s: Symbol("s") }, ["s"]],
    [{ k: { [Symbol("k")]: 1 } }, ["k"]],
    [[new Point()], ["0"]],
    [{ m: new Map() }, ["m"]],
    [{ m: new Set() }, ["m"]],
    [{ r: /x/ }, ["r"]],
    [{ p: Promise.resolve() }, ["p"]],
    [{ e: new Error("x") }, ["e"]],
    [cyclic, ["self", "cyclic"]],
    [{ t: "\ud800" }, ["t"]],
    [{ "\udc00": 1 }, []],
    [{ a: Object.assign([1], { named: 1 }) }, ["a"]],
    [Object.defineProperty({}, "hidden", { value: 1 }), ["hidden"]],
    [new Proxy({}, { getPrototypeOf: () => Point.prototype }), []],
  ];
  for (const [value, path] of rows) {
    assert.throws(() => guest(value), (error: Error & { path: string[] }) => {
      assert.equal(error.name, "UnstorableValueError", error.message);
      assert.deepEqual(error.path, path, error.message);
      return true;
    });
  }
  assert.equal(ran, false);
});

Deno.test("nesting and text over the limits are refused", () => {
  let deep: unknown = 1;
  for (let at = 0; at < 300; at++) deep = [deep];
  assert.throws(() => guest(deep), { name: "ValueTooLargeError" });
  assert.throws(() => guest("x".repeat(4 * 2 ** 20 + 1)), { name: "ValueTooLargeError" });
  assert.equal(guest("x".repeat(4 * 2 ** 20)), "x".repeat(4 * 2 ** 20));
});

Deno.test("host code may write links; malformed ones are refused", () => {
  const link = { "/": { "link@1": { id: "of:a", space: SPACE, path: [], overwrite: "redirect" } } };
  assert.deepEqual(convertHostValue(link, SPACE), {
    "/": { "link@1": { id: "of:a", overwrite: "redirect" } },
  });
  const fields = [{ id: 1 }, { id: "a", space: "../x" }, { id: "a", path: [1] }, {
    id: "a",
    scope: "planet",
  }];
  for (const bad of [...fields.map((each) => ({ "/": { "link@1": each } })), { "/": 1 }]) {
    assert.throws(() => convertHostValue(bad, SPACE), { name: "UnstorableValueError" });
  }
});

Deno.test("links and cells inside a cause are reduced to space, id and path", async () => {
  const fixture = await makeFixture();
  const cell = fixture.cell("a", { type: "string" });
  const context = { space: SPACE, author: "host" as const, sha256: nodeSha256 };
  const expected = causedId({ of: cell.getAsLink() }, context);
  assert.equal(causedId({ of: cell }, context), expected);
  assert.equal(causedId({ of: cell.getAsWriteRedirectLink() }, context), expected);
  assert.notEqual(causedId({ of: cell.key("x") }, context), expected);
  assert.match(expected, /^of:[A-Za-z0-9_-]{43}$/);
});

Deno.test("pattern code cannot use causes of the host, and no cause may be missing", () => {
  const context = { space: SPACE, author: "guest" as const };
  const reserved = ["pattern:abc", "compileCache:x/y", "receipt:1", "cachePins", {
    a: [{ $generated: 1 }],
  }];
  for (const cause of reserved) {
    assert.throws(() => normaliseCause(cause, context), { name: "ReservedCauseError" });
  }
  assert.equal(normaliseCause("pattern:abc", { space: SPACE, author: "host" }), "pattern:abc");
  assert.equal(normaliseCause("my pattern: x", context), "my pattern: x");
  assert.throws(() => normaliseCause(undefined, context), { name: "UnstorableValueError" });
  const large = () => causedId("x".repeat(70_000), { ...context, sha256: nodeSha256 });
  assert.throws(large, { name: "CauseTooLargeError" });
});

Deno.test("an object that only inherits from Uint8Array or Date is refused, and its members never run", () => {
  let runs = 0;
  const run = () => {
    runs++;
    return [].values();
  };
  for (const { prototype } of [Uint8Array, Date]) {
    const fake = Object.create(prototype, {
      [Symbol.iterator]: { value: run },
      length: { get: run },
    });
    assert.throws(() => guest({ fake }), { name: "UnstorableValueError" });
    assert.throws(() => copyTree({ fake }, () => undefined), { name: "UnstorableValueError" });
  }
  assert.equal(runs, 0);
});

Deno.test("what builders copy is judged as well: no proxy, and no list of a class", () => {
  const traps = new Proxy({}, { get: () => assert.fail("a trap ran") });
  class List extends Array {}
  for (const value of [new Proxy({ a: 1 }, traps), new Proxy([1], traps), new List()]) {
    assert.throws(
      () => copyTree({ value }, () => undefined),
      (error: Error & { path?: unknown }) => {
        assert.equal(error.name, "UnstorableValueError");
        assert.match(error.message, /value/);
        return true;
      },
    );
  }
});
