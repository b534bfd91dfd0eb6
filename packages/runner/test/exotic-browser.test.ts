/** What pages tell of values without own keys is what other platforms tell. */
import assert from "node:assert/strict";
import { slotsOf as slotsInAPage } from "../exotic-browser-powers.ts";
import { slotsOf } from "../exotic-powers.ts";

const bare = (value: object): object => Object.setPrototypeOf(value, null);

Deno.test("slots show in a page where they show elsewhere, and nothing of the value runs", () => {
  let ran = 0;
  function* generator() {
    ran++;
    yield 1;
  }
  const error = new Error("x");
  for (const key of Reflect.ownKeys(error)) Reflect.deleteProperty(error, key);
  const values: [string, object][] = [
    ["generator", generator()],
    ["promise", Promise.resolve(1)],
    ["map", new Map()],
    ["set", new Set()],
    ["iterator of a map", new Map().entries()],
    ["iterator of a set", new Set().values()],
    ["date", new Date(0)],
    ["error", error],
    ["weak map", new WeakMap()],
    ["weak set", new WeakSet()],
    ["number", Object(1)],
    ["buffer", new ArrayBuffer(0)],
    ["view", new Uint8Array()],
  ];
  for (const [name, value] of values) {
    assert.notEqual(slotsOf(bare(value)), undefined, name);
    assert.notEqual(slotsInAPage(value), undefined, name);
  }
  assert.equal(ran, 0);
  for (
    const plain of [
      {},
      bare({}),
      Object.create({
        get a() {
          ran++;
          return 1;
        },
      }),
    ]
  ) {
    assert.equal(slotsOf(plain), undefined);
    assert.equal(slotsInAPage(plain), undefined);
  }
  assert.equal(ran, 0);
});
