/**
 * What is different in a page: there is `__proto__`, and nothing tells to which action the rest of an
 * asynchronous function belongs. Neither lets a guest do more.
 */
import assert from "node:assert/strict";
import { makeFrame, runInFrame } from "../../../packages/runner/frame-powers.ts";
import { makeCommonfabricModule } from "../../../packages/runner/builders/host-module.ts";
import {
  makeSandboxGlobals,
  prepareCompartment,
} from "../../../packages/runner/sandbox/compartment.ts";
import { evaluateInCompartment } from "../../../packages/runner/sandbox/evaluate-in-compartment.ts";
import { hardenFunction } from "../../../packages/runner/sandbox/harden.ts";
import { freezePlainData } from "../../../packages/runner/sandbox/plain-data.ts";
import { type Check, runChecks } from "./checks.ts";
import { sendReport } from "./report.ts";

type Guest = (...args: unknown[]) => unknown;

const HANDLER = { kind: "handler", eventTimeMs: 1_700_000_000_999, random: () => 0.5 } as const;
const TIME = 1_700_000_000_000;

const compartment = prepareCompartment(makeSandboxGlobals(), { name: "page" });
const guest = (text: string) => evaluateInCompartment(compartment, `"use strict"; (${text})`);
const { namespace } = makeCommonfabricModule({
  freezePlainData,
  hardenCallback: (callback) => void hardenFunction(callback),
  equals: Object.is,
});

/** What `text`, an asynchronous function, throws after an `await` in a handler. */
async function thrownAfterAwait(text: string): Promise<unknown> {
  const late = guest(`async (api) => { await null; return ${text}; }`) as Guest;
  try {
    await runInFrame(makeFrame(HANDLER), () => late(namespace));
  } catch (error) {
    return error;
  }
  return undefined;
}

const checks: readonly (readonly [string, Check])[] = [
  ["the realm has __proto__", () => {
    const found = Reflect.getOwnPropertyDescriptor(Object.prototype, "__proto__");
    assert.equal(typeof found?.set, "function");
  }],
  ["__proto__ changes no intrinsic and no hardened function", () => {
    const tries = [
      "() => { Object.prototype.__proto__ = {}; }",
      "() => { Array.prototype.__proto__ = { x: 1 }; }",
      "() => { (function* () {}).constructor.prototype.__proto__ = {}; }",
      "() => { Object.defineProperty(Object.prototype, '__proto__', { value: 1 }); }",
      "() => { Math.__proto__ = { x: 1 }; }",
    ];
    for (const text of tries) assert.throws(guest(text) as Guest, TypeError, text);
    const hardened = guest("() => 1") as Guest & { __proto__: unknown };
    hardenFunction(hardened);
    assert.throws(() => (guest("(f) => { f.__proto__ = {}; }") as Guest)(hardened), TypeError);
  }],
  ["__proto__ leads from endowed values to frozen objects only", () => {
    const prototypes = guest(
      "(value) => { const seen = []; while ((value = value.__proto__)) seen.push(value); return seen; }",
    ) as (value: unknown) => unknown[];
    for (const text of ["console.log", "fetch", "URL", "new TextEncoder()", "new URL('a:b')"]) {
      const found = prototypes(guest(text));
      assert.ok(found.length > 0, text);
      for (const object of found) assert.ok(Object.isFrozen(object), text);
    }
  }],
  ["an own key __proto__ stays data", () => {
    const parsed: unknown = (guest('() => JSON.parse(\'{"__proto__": {"a": 1}}\')') as Guest)();
    const copy = freezePlainData(parsed as object);
    assert.deepEqual(Object.keys(copy), ["__proto__"]);
    assert.equal(Object.getPrototypeOf(copy), Object.prototype);
  }],
  ["the clock of a handler is open until its first await", async () => {
    const times = guest("async () => Date.now()") as Guest;
    assert.equal(await runInFrame(makeFrame(HANDLER), () => times()), TIME);
    for (const text of ["Date.now()", "new Date()", "Math.random()", "fetch('http://a/')"]) {
      const error = await thrownAfterAwait(text);
      assert.equal((error as Error | undefined)?.name, "CapabilityError", text);
    }
  }],
  ["no builder can be called after an await", async () => {
    for (const text of ["api.lift(() => 1)", "api.pattern(() => ({}))", "api.handler(() => {})"]) {
      const error = await thrownAfterAwait(text);
      assert.equal((error as Error | undefined)?.name, "BuilderContextError", text);
    }
  }],
];

await sendReport(await runChecks(checks));
