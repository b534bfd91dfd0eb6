/** What a value holds beside its properties is seen, whatever its prototype claims. */
import assert from "node:assert/strict";
import * as page from "../exotic-browser-powers.ts";
import * as process from "../exotic-powers.ts";

const plainly = <T extends object>(value: T): T => Object.setPrototypeOf(value, Object.prototype);

Deno.test("a page and a process know the same slots, and ordinary objects have none", () => {
  const values: readonly [value: object, what: string][] = [
    [new Date(0), "a Date"],
    [new Map(), "a Map"],
    [new Set(), "a Set"],
    [new WeakMap(), "a weak collection"],
    [new WeakSet(), "a weak collection"],
    [new ArrayBuffer(1), "a buffer"],
    [new Uint8Array(1), "a view of a buffer"],
    [Object(1), "a boxed primitive"],
    [Object(1n), "a boxed primitive"],
    [Object(true), "a boxed primitive"],
    [Object(Symbol.iterator), "a boxed primitive"],
  ];
  for (const [value, what] of values) {
    for (const { slotsOf } of [page, process]) {
      assert.equal(slotsOf(value), what);
      assert.equal(slotsOf(plainly(value)), what);
    }
  }
  for (const { slotsOf } of [page, process]) {
    for (const value of [{}, [], Object.create(null)]) {
      assert.equal(slotsOf(value), undefined);
    }
  }
});

Deno.test("a process knows proxies without running a trap, revoked ones too", () => {
  const traps = new Proxy({}, { get: () => assert.fail("a trap ran") });
  const { proxy, revoke } = Proxy.revocable({}, traps);
  assert.ok(process.isHostProxy(proxy));
  revoke();
  assert.ok(process.isHostProxy(proxy));
  assert.ok(!process.isHostProxy({}));
});
