import assert from "node:assert/strict";
import { hardenFunction, isHardenedFunction } from "../sandbox/harden.ts";
import { ensureLockdown } from "../sandbox/lockdown.ts";

ensureLockdown();

/** Everything that can be reached from `value` and was not frozen. */
function unfrozen(value: unknown, seen = new Set<unknown>()): unknown[] {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return [];
  if (seen.has(value)) return [];
  seen.add(value);
  const members = Reflect.ownKeys(value).flatMap((key) => {
    const { value: member, get, set } = Reflect.getOwnPropertyDescriptor(value, key)!;
    return [member, get, set];
  });
  const reached = [...members, Object.getPrototypeOf(value)];
  return [
    ...Object.isFrozen(value) ? [] : [value],
    ...reached.flatMap((each) => unfrozen(each, seen)),
  ];
}

function withMember<T extends object>(value: T, key: string, member: unknown): T {
  return Object.defineProperty(value, key, { value: member, configurable: true, writable: true });
}

/** Functions as modules make them, and functions that somebody added something to. */
const FUNCTIONS: Readonly<Record<string, () => (...args: never[]) => unknown>> = {
  "a declaration": () => {
    function declared(): void {}
    return declared;
  },
  "an arrow function": () => () => 1,
  "an async function": () => async () => {},
  "a generator": () =>
    function* () {
      yield 1;
    },
  "a class": () => {
    class Made {
      static table = { deep: { list: [1] } };
      method(): void {}
    }
    return Made as unknown as () => void;
  },
  "a function with a member": () => withMember(() => {}, "table", { deep: [{}] }),
  "a function whose name is an object": () => withMember(() => {}, "name", { deep: {} }),
  "a function whose src is an object": () => withMember(() => {}, "src", { deep: {} }),
  "a function with a member on its prototype": () => {
    function declared(): void {}
    withMember(declared.prototype, "table", { deep: {} });
    return declared;
  },
  "a function with another constructor": () => {
    function declared(): void {}
    withMember(declared.prototype, "constructor", { deep: {} });
    return declared;
  },
  "a function with another prototype": () => {
    function declared(): void {}
    declared.prototype = { deep: {} };
    return declared;
  },
  "a function that inherits": () => Object.setPrototypeOf(() => {}, { deep: {} }),
  "a function whose prototype inherits": () => {
    function declared(): void {}
    Object.setPrototypeOf(declared.prototype, { deep: {} });
    return declared;
  },
  "a proxy that lies until it is frozen": () => {
    function declared(): void {}
    const constructed: object = Reflect.get(declared, "prototype");
    Object.setPrototypeOf(constructed, { deep: {} });
    const prototype = new Proxy(constructed, {
      getPrototypeOf: (target) =>
        Object.isExtensible(target) ? Object.prototype : Object.getPrototypeOf(target),
    });
    Reflect.set(declared, "prototype", prototype);
    return declared;
  },
};

for (const [name, make] of Object.entries(FUNCTIONS)) {
  Deno.test(`${name} is frozen with all that it reaches`, () => {
    const fn = make();
    assert.equal(hardenFunction(fn), fn);
    assert.deepEqual(unfrozen(fn), []);
    assert.equal(isHardenedFunction(fn), true);
  });
}

Deno.test("functions that somebody froze, and what is no function, are refused", () => {
  assert.throws(() => hardenFunction(Object.freeze(() => {})), /did not create/);
  assert.throws(() => hardenFunction({}), /no function/);
});
