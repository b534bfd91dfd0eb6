/** Makes the values of a recipe: by code of a guest, or by name where only a host can. */
import {
  makeSandboxGlobals,
  prepareCompartment,
} from "../../../../packages/runner/sandbox/compartment.ts";
import { evaluateInCompartment } from "../../../../packages/runner/sandbox/evaluate-in-compartment.ts";
import type { Compartment } from "../../../../packages/runner/sandbox/ses-globals.ts";

/** Called by whatever must not run. */
export type Tripwire = (name: string) => void;

let compartment: Compartment | undefined;

/** The function that `text` is, of a compartment of its own kind: not of the host. */
export function guestFunction(text: string | readonly string[]): (...args: unknown[]) => unknown {
  compartment ??= prepareCompartment(makeSandboxGlobals(), { name: "values" });
  const source = typeof text === "string" ? text : text.join("\n");
  return evaluateInCompartment(compartment, `"use strict"; (${source})`) as () => unknown;
}

/** Every trap of a proxy is a tripwire. */
function trapped(tripwire: Tripwire): ProxyHandler<object> {
  return new Proxy({}, {
    get: (_target, trap) => () => {
      tripwire(`trap ${String(trap)}`);
      throw new TypeError("a trap ran");
    },
  });
}

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

/** Answers differently from the second inspection on. */
function changing(): object {
  let inspections = 0;
  return new Proxy({ a: 1 }, {
    getOwnPropertyDescriptor: () => ({
      value: ++inspections,
      enumerable: true,
      writable: true,
      configurable: true,
    }),
  });
}

/** Values that no guest can make. */
export const HOST_VALUES: ReadonlyMap<string, (tripwire: Tripwire) => unknown> = new Map<
  string,
  (tripwire: Tripwire) => unknown
>([
  ["proxy", () => new Proxy({ a: 1 }, {})],
  ["proxy-with-traps", (tripwire) => new Proxy({ a: 1 }, trapped(tripwire))],
  ["array-proxy", () => [new Proxy([1], {})]],
  ["function-proxy", () => new Proxy(() => 1, {})],
  ["changing-proxy", changing],
  ["revoked-proxy", () => ({ a: revoked({}) })],
  ["revoked-array-proxy", () => revoked([])],
  ["proxy-as-prototype", (tripwire) => Object.create(new Proxy({}, trapped(tripwire)))],
  ["proxy-of-map", () => new Proxy(new Map(), {})],
  ["proxy-as-member-of-map", () => new Map([[1, new Proxy({}, {})]])],
  [
    "foreign-object",
    () => Object.create({ ...Object.getOwnPropertyDescriptors(Object.prototype) }),
  ],
]);
