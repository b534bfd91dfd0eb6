import assert from "node:assert/strict";
import { SANDBOX_GLOBALS } from "@commonfabric/contract";
import { type Frame, makeFrame, runInFrame } from "../frame-powers.ts";
import {
  makeSandboxGlobals,
  type PreparationStep,
  prepareCompartment,
} from "../sandbox/compartment.ts";
import { CONSOLE_METHODS } from "../sandbox/console.ts";
import { evaluateInCompartment } from "../sandbox/evaluate-in-compartment.ts";
import { ensureLockdown, LOCKDOWN_OPTIONS } from "../sandbox/lockdown.ts";
import { sesGlobals } from "../sandbox/ses-globals.ts";

const lines: [string, string][] = [];
const realm = ensureLockdown();
const globals = makeSandboxGlobals({ console: (level, text) => lines.push([level, text]) });
const compartment = prepareCompartment(globals, { name: "test" });
const guest = (text: string): unknown => evaluateInCompartment(compartment, text);
const inFrame = (fields: Omit<Frame, "open">, text: string): unknown =>
  runInFrame(makeFrame(fields), () => (guest(`(() => ${text})`) as () => unknown)());

const HANDLER = { kind: "handler", eventTimeMs: 1_700_000_000_999, random: () => 0.5 } as const;

Deno.test("the globals of a compartment are exactly the table", () => {
  const own = Object.getOwnPropertyNames(compartment.globalThis).sort();
  assert.deepEqual(own, [...SANDBOX_GLOBALS.keys()].sort());
  assert.deepEqual(
    Object.getOwnPropertySymbols(compartment.globalThis),
    [Symbol.unscopables],
  );
  assert(Object.isFrozen(compartment.globalThis));
});

Deno.test("withheld names are absent by typeof", () => {
  const absent = [
    ..."eval Function Compartment lockdown harden globalThis Proxy Temporal Intl WeakRef".split(
      " ",
    ),
    ..."FinalizationRegistry SharedArrayBuffer Atomics Float16Array Float32Array Float64Array"
      .split(" "),
    ..."setTimeout queueMicrotask performance crypto Event AbortController Blob self Deno".split(
      " ",
    ),
    ..."process Buffer WebAssembly Worker importScripts assert getStackString".split(" "),
  ];
  // ses keeps the evaluator behind the name `eval` for the one evaluation that it makes itself.
  for (const name of absent) assert.equal(guest(`typeof ${name}`), "undefined", name);
});

Deno.test("a compartment is frozen before its first evaluation, after everything was defined", () => {
  const steps: PreparationStep[] = [];
  prepareCompartment(globals, { name: "order" }, (step) => steps.push(step));
  assert.deepEqual(steps, ["created", "deleted", "defined", "frozen"]);
});

Deno.test("globals of a compartment that was frozen first are constants: over 20 times faster", () => {
  const loop = "(n) => { let x; for (let i = 0; i < n; i++) x = Math; return x; }";
  const time = (fn: (n: number) => unknown, n: number): number => {
    fn(n);
    const start = performance.now();
    fn(n);
    return (performance.now() - start) / n;
  };
  const right = time(guest(loop) as (n: number) => unknown, 2_000_000);
  const late = new (sesGlobals().Compartment)({ __options__: true, name: "late" });
  const slow = evaluateInCompartment(late, loop) as (n: number) => unknown;
  Object.freeze(late.globalThis);
  const wrong = time(slow, 20_000);
  assert(wrong / right >= 20, `${wrong} ns against ${right} ns`);
});

Deno.test("writes to globals and intrinsics throw", () => {
  for (
    const text of [
      "Object.prototype.x = 1",
      "Array.prototype.push = 1",
      "Math.random = 1",
      "Math.constructor.x = 1",
      "console.log = 1",
      "console.log.x = 1",
      "URL.x = 1",
      "URL.prototype.x = 1",
      "Date.prototype.x = 1",
      "Date = 1",
      "undeclared = 1",
      "TextEncoder.prototype.x = 1",
      "(function* () {}).constructor.prototype.x = 1",
      "fetch.x = 1",
      "structuredClone.x = 1",
    ]
  ) assert.throws(() => guest(`"use strict"; ${text}`), Error, text);
});

Deno.test("constructors of all function kinds refuse text", () => {
  for (
    const fn of ["() => {}", "async () => {}", "function* () {}", "async function* () {}"]
  ) assert.throws(() => guest(`(${fn}).constructor("return 1")`), TypeError);
});

Deno.test("lockdown is idempotent, and a realm with other options is refused", () => {
  assert.equal(ensureLockdown(), realm);
  assert.equal(LOCKDOWN_OPTIONS["overrideTaming"], "moderate");
  assert.equal((globalThis as { hardenIntrinsics?: unknown }).hardenIntrinsics, undefined);
});

Deno.test("tamed intrinsics: stacks are empty for guests, statics of RegExp are gone, isError works", () => {
  assert.equal(guest("new Error('x').stack"), "");
  assert.equal(guest("/(a)/.test('a') && RegExp.$1"), undefined);
  assert.equal(guest("RegExp.prototype.compile"), undefined);
  assert.equal(guest("Error.isError(new TypeError())"), true);
  assert.equal(guest("const o = {}; Error.captureStackTrace(o); o.stack"), "");
  assert.equal(guest("Object[Symbol.for('harden')]"), undefined);
});

Deno.test("an own property may shadow an intrinsic one", () => {
  assert.equal(guest("({ toString: 1, constructor: 2 }).constructor"), 2);
  assert.equal(guest("const o = {}; o.toString = 1; o.toString"), 1);
});

Deno.test("the text of endowed functions says nothing of the host", () => {
  for (
    const name of ["console.log", "fetch", "atob", "structuredClone", "Date.now", "Math.random"]
  ) {
    assert.match(guest(`${name}.toString()`) as string, /\[native code\]/, name);
    assert.equal(guest(`${name}.name`), name.split(".").at(-1));
  }
});

Deno.test("no endowed value leads to an unfrozen object", () => {
  const seen = new Set<object>();
  const queue: [unknown, string][] = [...globals.values].map(([name, value]) => [value, name]);
  for (
    const produce of [
      "atob('*')",
      "btoa('\\u0100')",
      "structuredClone(() => 1)",
      "new URL('x')",
      "fetch()",
      "new Date()",
    ]
  ) {
    try {
      guest(produce);
      assert.fail(produce);
    } catch (error) {
      queue.push([Object.getPrototypeOf(error), `error of ${produce}`]);
    }
  }
  queue.push([guest("Object.getPrototypeOf(new URLSearchParams('a=1').entries())"), "iterator"]);
  for (const [value, path] of queue) {
    if ((typeof value !== "object" && typeof value !== "function") || value === null) continue;
    if (seen.has(value)) continue;
    seen.add(value);
    assert(Object.isFrozen(value), path);
    queue.push([Object.getPrototypeOf(value), `${path}.<prototype>`]);
    for (const key of Reflect.ownKeys(value)) {
      const { value: inner, get, set } = Reflect.getOwnPropertyDescriptor(value, key)!;
      for (const next of [inner, get, set]) queue.push([next, `${path}.${String(key)}`]);
    }
  }
  assert(seen.size > 100);
  assert.equal(
    guest("typeof URL.createObjectURL + typeof new URL('http://a').constructor.createObjectURL"),
    "undefinedundefined",
  );
});

Deno.test("the clock throws outside handlers and is the floored event time inside", () => {
  for (const kind of ["module-evaluation", "pattern", "computation"] as const) {
    for (
      const text of [
        "Date.now()",
        "new Date()",
        "Date()",
        "Math.random()",
        "fetch('x')",
        "new Headers()",
      ]
    ) {
      assert.throws(() => inFrame({ kind }, text), { name: "CapabilityError" }, `${kind} ${text}`);
    }
  }
  assert.throws(() => guest("Date.now()"), {
    name: "CapabilityError",
    message: /^Date\.now\(\) is not available in a call from outside a handler; read the clock/,
  });
  assert.equal(inFrame(HANDLER, "Date.now()"), 1_700_000_000_000);
  assert.equal(inFrame(HANDLER, "new Date().getTime()"), 1_700_000_000_000);
  assert.equal(inFrame(HANDLER, "Math.random()"), 0.5);
});

Deno.test("a gate holds in callbacks, and closes when the action has ended", () => {
  const frame = makeFrame(HANDLER);
  const call = guest("(leak) => [1].map(() => { leak(() => Date.now()); return Date.now(); })[0]");
  let leaked: (() => unknown) | undefined;
  const leak = (closure: () => unknown) => void (leaked = closure);
  const time = runInFrame(frame, () => (call as (leak: unknown) => unknown)(leak));
  assert.equal(time, 1_700_000_000_000);
  assert.equal(frame.open, false);
  assert.throws(leaked!, { name: "CapabilityError" });
});

Deno.test("Date behaves as the language says apart from the clock", () => {
  assert.equal(guest("Date.prototype.constructor === Date"), true);
  assert.equal(guest("new (class D extends Date {})(5).getTime()"), 5);
  assert.equal(guest("new Date(2020, 0, 31, 12).toISOString()"), "2020-01-31T12:00:00.000Z");
  assert.equal(guest("new Date(new Date(7)).getTime()"), 7);
  assert.equal(
    guest("`${new Date(0)}`"),
    "Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time)",
  );
  assert.equal(guest("new Date(0)[Symbol.toPrimitive]('number')"), 0);
  assert.equal(
    guest("new Date(0) instanceof Date && structuredClone(new Date(0)) instanceof Date"),
    true,
  );
  assert.equal(guest("Date.length + Date.name"), "7Date");
  assert.equal(guest("new Date('nonsense').getTime()"), NaN);
});

const SHOWN: readonly (readonly [string, string])[] = [
  ["'text', 1, -0, null, undefined, true, 10n", "text 1 -0 null undefined true 10n"],
  ["{ a: 1, b: ['x'], get c() { throw 1; } }", '{a: 1, b: ["x"], c: [accessor]}'],
  ["(() => { const o = {}; o.self = o; return o; })()", "{self: [circular]}"],
  [
    "{ toString() { throw 1; }, [Symbol.toPrimitive]() { throw 1; } }",
    "{toString: [Function], [Symbol(Symbol.toPrimitive)]: [Function]}",
  ],
  ["new TypeError('bad')", "[TypeError: bad]"],
];

Deno.test("the console renders by descriptors and runs no guest code", () => {
  for (const [argument, text] of SHOWN) {
    lines.length = 0;
    guest(`console.log(${argument})`);
    assert.deepEqual(lines, [["log", text]]);
  }
});

Deno.test("the console has 20 frozen methods, cuts at 8 KiB and gives one notice per action", () => {
  assert.equal(CONSOLE_METHODS.length, 20);
  lines.length = 0;
  guest("console.log('x'.repeat(1048576))");
  assert.equal(lines[0]![1].length, 8_192);
  lines.length = 0;
  inFrame({ kind: "handler" }, "{ for (let i = 0; i < 10000; i++) console.info(i); }");
  assert.equal(lines.length, 1_001);
  assert.equal(lines[1_000]![0], "warn");
});

Deno.test("locale methods ignore the host's locale and refuse exotic options", () => {
  assert.equal(guest("(1234.5).toLocaleString()"), "1,234.5");
  assert.equal(guest("(1234.5).toLocaleString('xx-nowhere')"), "1,234.5");
  assert.equal(guest("(1234.5).toLocaleString('de')"), "1.234,5");
  assert.equal(guest("new Date(0).toLocaleString()"), "1/1/1970, 12:00:00 AM");
  assert.equal(
    guest("new Date(0).toLocaleTimeString('en-US', { timeZone: 'Europe/Berlin' })"),
    "1:00:00 AM",
  );
  assert.equal(guest("'a'.localeCompare('b')"), -1);
  for (
    const options of [
      "{ get timeZone() { return 'UTC'; } }",
      "Object.create({ timeZone: 'UTC' })",
      "null",
      "1",
    ]
  ) assert.throws(() => guest(`new Date(0).toLocaleString('en', ${options})`), TypeError, options);
});
