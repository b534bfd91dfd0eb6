/** What guests hand to their console: hooks that must not run, and more than it takes. */
import { LIMITS } from "@commonfabric/contract";
import { makeFrame, runInFrame } from "../../../../packages/runner/frame-powers.ts";
import {
  makeSandboxGlobals,
  prepareCompartment,
} from "../../../../packages/runner/sandbox/compartment.ts";
import { CONSOLE_METHODS } from "../../../../packages/runner/sandbox/console.ts";
import { evaluateInCompartment } from "../../../../packages/runner/sandbox/evaluate-in-compartment.ts";
import type { Answer } from "../../driver.ts";

/** Values of guests whose hooks, getters and conversions are tripwires; a function of the wire. */
const HOOKED = `(wire) => {
  const hook = (name) => () => { wire(name); return name; };
  const symbols = ["nodejs.util.inspect.custom", "Deno.customInspect", "Deno.privateCustomInspect"];
  const error = new TypeError("message");
  Object.defineProperty(error, "message", { get: hook("message") });
  Object.defineProperty(error, "name", { get: hook("name") });
  Object.defineProperty(error, "stack", { get: hook("stack") });
  class Thing {
    get inherited() { return wire("inherited"); }
    toString() { return wire("toString"); }
    get [Symbol.toStringTag]() { return wire("tag"); }
  }
  const list = [1, 2];
  Object.defineProperty(list, "0", { get: hook("element") });
  Object.defineProperty(list, Symbol.iterator, { value: hook("iterator") });
  const fn = () => 1;
  fn.toString = hook("text of a function");
  Object.defineProperty(fn, "name", { get: hook("name of a function") });
  const template = ["%s %o %d", { toString: hook("format"), valueOf: hook("number") }];
  return [
    ...symbols.map((name) => ({ [Symbol.for(name)]: hook(name) })),
    { get a() { return wire("getter"); }, toString: hook("toString"), toJSON: hook("toJSON") },
    { valueOf: hook("valueOf"), [Symbol.toPrimitive]: hook("toPrimitive") },
    { then: hook("then"), constructor: { get name() { return wire("constructor"); } } },
    error, new Thing(), list, fn, ...template,
    new Map([[{ toString: hook("key") }, 1]]), new Set([{ toString: hook("member") }]),
    Object.create({ get a() { return wire("prototype"); } }), Symbol("s"), 1n, -0, null, undefined,
  ];
}`;

interface Line {
  readonly level: string;
  readonly text: string;
}

function guestConsole(lines: Line[]): (text: string) => (...args: unknown[]) => unknown {
  const globals = makeSandboxGlobals({ console: (level, text) => lines.push({ level, text }) });
  const compartment = prepareCompartment(globals, { name: "console" });
  return (text) => evaluateInCompartment(compartment, `(${text})`) as () => unknown;
}

/** Every method with every value: nothing of a guest runs, and no object reaches the host. */
export function consoleHooks(): Answer {
  const faults: string[] = [];
  const lines: Line[] = [];
  const guest = guestConsole(lines);
  const values = guest(HOOKED)((name: string) => void faults.push(`tripwire ${name}`));
  const call = guest("(method, values) => { for (const v of values) console[method](v, v); }");
  for (const method of CONSOLE_METHODS) call(method, values);
  if (lines.some(({ text }) => typeof text !== "string")) faults.push("an object reached the host");
  if (lines.length < CONSOLE_METHODS.length) faults.push("methods say nothing");
  return { says: "inert", faults };
}

/** A text of 1 MiB, wide and deep values, and 10,000 calls of one action. */
export function consoleSizes(): Answer {
  const faults: string[] = [];
  const lines: Line[] = [];
  const guest = guestConsole(lines);
  guest(`() => {
    console.log("x".repeat(2 ** 20));
    console.log("\\u20ac".repeat(2 ** 20), "\\ud800".repeat(2 ** 16));
    console.log(Array(2 ** 16).fill(0), Array.from({ length: 1e4 }, (_, n) => ({ n })));
    let deep = 1;
    for (let n = 0; n < 1e4; n++) deep = { deep };
    console.log(deep, 10n ** 20000n, Symbol("s".repeat(2 ** 20)), { ["k".repeat(2 ** 20)]: 1 });
    const cycle = []; cycle.push(cycle);
    console.log(cycle);
  }`)();
  for (const { text } of lines) {
    const bytes = new TextEncoder().encode(text).length;
    if (bytes > LIMITS.consoleTextBytes) faults.push(`a text of ${bytes} bytes`);
  }
  lines.length = 0;
  const many = guest("() => { for (let n = 0; n < 10000; n++) console.info(n); }");
  runInFrame(makeFrame({ kind: "computation" }), () => many());
  const notices = lines.filter(({ level }) => level === "warn");
  if (lines.length !== LIMITS.consoleCallsPerAction + 1) faults.push(`${lines.length} lines`);
  if (notices.length !== 1) faults.push(`${notices.length} notices`);
  return { says: "inert", faults };
}
