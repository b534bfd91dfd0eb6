/** The assertions of pages decide as those of Node do: a test that fails there fails in a page. */
import assert from "node:assert/strict";
import fc from "fast-check";
import pageAssert from "../browser/page/assert-strict.ts";
import { isDeepEqual } from "../browser/page/deep-equal.ts";

const value = fc.anything({
  maxDepth: 3,
  maxKeys: 3,
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
});

/** Whether Node's assertion passes. */
function passes(fn: () => unknown): boolean {
  try {
    fn();
    return true;
  } catch {
    return false;
  }
}

Deno.test("deep equality of pages is Node's, of unlike values and of copies", () => {
  fc.assert(fc.property(value, value, (a, b) => {
    assert.equal(isDeepEqual(a, b), passes(() => assert.deepEqual(a, b)));
  }));
  fc.assert(fc.property(fc.clone(value, 2), ([a, b]) => {
    assert.equal(isDeepEqual(a, b), true);
    assert.equal(isDeepEqual([a, 1], [b, 2]), false);
    assert.equal(isDeepEqual({ a }, { b }), false);
    assert.equal(isDeepEqual(new Map([[1, a]]), new Map([[2, b]])), false);
  }));
});

Deno.test("deep equality of pages tells what differs in one detail", () => {
  const cycle: unknown[] = [1];
  cycle.push(cycle);
  const other: unknown[] = [1];
  other.push(other);
  class Own {}
  const pairs: [unknown, unknown][] = [
    [0, -0],
    [NaN, NaN],
    [[undefined], Array(1)],
    [{}, Object.create(null)],
    [{ a: undefined }, {}],
    [new Own(), {}],
    [new Error("a"), new Error("b")],
    [new Error("a", { cause: 1 }), new Error("a", { cause: 2 })],
    [new TypeError("a"), new Error("a")],
    [/a/g, /a/],
    [new Set([[1]]), new Set([[1]])],
    [new Set([1, 2]), new Set([2, 1])],
    [{ [Symbol.iterator]: 1 }, {}],
    [() => 1, () => 1],
    [cycle, other],
    ["1", 1],
  ];
  for (const [a, b] of pairs) {
    assert.equal(isDeepEqual(a, b), passes(() => assert.deepEqual(a, b)));
  }
});

Deno.test("assertions of pages pass and fail where Node's do", async () => {
  const boom = (): never => {
    throw Object.assign(new RangeError("boom"), { code: "c", list: [1] });
  };
  const wrongs = [
    undefined,
    Error,
    RangeError,
    TypeError,
    /boom/,
    /bang/,
    { name: "RangeError", code: "c" },
    { code: "d" },
    { message: /bo/, list: [1] },
    { list: [2] },
    (error: unknown) => error instanceof RangeError,
    () => false,
  ];
  for (const wrong of wrongs) {
    const expected = passes(() => assert.throws(boom, wrong as RegExp));
    assert.equal(passes(() => pageAssert.throws(boom, wrong)), expected, String(wrong));
    const rejected = await pageAssert.rejects(() => Promise.reject(new RangeError("boom")), wrong)
      .then(() => true, () => false);
    const nodes = await assert.rejects(
      () => Promise.reject(new RangeError("boom")),
      wrong as RegExp,
    ).then(() => true, () => false);
    assert.equal(rejected, nodes, String(wrong));
  }
  assert.equal(passes(() => pageAssert.throws(() => {})), false);
  assert.equal(await pageAssert.rejects(Promise.resolve()).then(() => true, () => false), false);
  for (const [a, b] of [[1, 1], [1, 2], [NaN, NaN], [0, -0], ["a", "a"]]) {
    assert.equal(passes(() => pageAssert.equal(a, b)), passes(() => assert.equal(a, b)));
    assert.equal(passes(() => pageAssert.notEqual(a, b)), passes(() => assert.notEqual(a, b)));
  }
  assert.equal(passes(() => pageAssert.ok(0)), false);
  assert.equal(passes(() => pageAssert(true)), true);
  assert.equal(passes(() => pageAssert.fail("x")), false);
  assert.equal(passes(() => pageAssert.match("abc", /b/)), true);
  assert.equal(passes(() => pageAssert.match("abc", /d/)), false);
  assert.equal(passes(() => pageAssert.doesNotMatch("abc", /b/)), false);
  assert.equal(passes(() => pageAssert.partialDeepStrictEqual({ a: 1, b: 2 }, { a: 1 })), true);
  assert.equal(passes(() => pageAssert.partialDeepStrictEqual({ a: 1 }, { a: 1, b: 2 })), false);
});
