/**
 * Host values that every compartment gets besides the intrinsics. Each is a function of ours or a
 * host class behind one of ours, frozen deeply, so that nothing endowed leads to an unfrozen host
 * object or to a host error.
 */
import { hardenAtLockdown } from "./harden-at-lockdown.ts";
import { nativeLike } from "./native-like.ts";

/** Values of kind `endowed`, apart from `console`. Made once per realm, before they are hardened. */
export function makeEndowments(): Readonly<Record<string, unknown>> {
  for (const { prototype } of [TextDecoder, TextEncoder, URL, URLSearchParams]) {
    withoutInspection(prototype);
  }
  // Iterators of the host have a prototype of their own, which no other endowed value leads to.
  hardenAtLockdown(Object.getPrototypeOf(new URLSearchParams("a").entries()));
  return {
    TextDecoder,
    TextEncoder,
    URL: guestClass(URL, ["canParse", "parse"]),
    URLSearchParams: guestClass(URLSearchParams, []),
    atob: nativeLike(functions.atob),
    btoa: nativeLike(functions.btoa),
    structuredClone: nativeLike(functions.structuredClone),
  };
}

/** Removes the hooks of host consoles: they hand proxies of the host to whoever calls them. */
function withoutInspection(prototype: object): void {
  for (const key of Object.getOwnPropertySymbols(prototype)) {
    if (Symbol.keyFor(key) !== undefined) Reflect.deleteProperty(prototype, key);
  }
}

const hostClone = structuredClone;
const hostAtob = atob;
const hostBtoa = btoa;

const functions = {
  atob(data: unknown): string {
    return withoutHostErrors(() => hostAtob(`${data}`), "atob: the text is not base64");
  },
  btoa(data: unknown): string {
    const text = `${data}`;
    return withoutHostErrors(
      () => hostBtoa(text),
      "btoa: the text has a character above U+00FF",
    );
  },
  structuredClone(value: unknown): unknown {
    return withoutHostErrors(
      () => hostClone(value),
      "structuredClone: the value cannot be cloned",
    );
  },
};

/**
 * Host functions report by `DOMException`, a class of the host that is not frozen. Errors of the
 * language pass: they are the guest's own, or intrinsic.
 */
function withoutHostErrors<T>(fn: () => T, message: string): T {
  try {
    return fn();
  } catch (error) {
    if (error instanceof DOMException) throw new TypeError(message);
    throw error;
  }
}

interface HostClass {
  new (...args: never[]): object;
  readonly prototype: object;
  readonly name: string;
}

/**
 * A constructor with the host's prototype and only the named statics. The prototype's
 * `constructor` is replaced, because the host's own would lead back to the other statics.
 */
function guestClass(host: HostClass, statics: readonly string[]): object {
  const name = host.name;
  const guest = {
    [name]: function (...args: unknown[]): object {
      if (new.target === undefined) {
        throw new TypeError(`Class constructor ${name} cannot be invoked without 'new'`);
      }
      return Reflect.construct(host, args, new.target);
    },
  }[name]!;
  Object.defineProperties(guest, {
    name: { value: name },
    length: { value: host.length },
    prototype: { value: host.prototype, writable: false },
  });
  for (const key of statics) {
    const method = (host as unknown as Record<string, (...args: unknown[]) => unknown>)[key]!;
    Object.defineProperty(guest, key, {
      value: { [key]: (...args: unknown[]) => Reflect.apply(method, host, args) }[key],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  Object.defineProperty(host.prototype, "constructor", {
    value: guest,
    writable: true,
    enumerable: false,
    configurable: true,
  });
  return hardenAtLockdown(guest);
}
