/**
 * Calls into a copy: every exported function and every callback of a builder, with arguments of all
 * kinds, many times. What comes back is changed wherever it lets itself be changed.
 */
import type { Copy } from "./copy.ts";
import { recordTo } from "./recording.ts";
import { snapshot } from "./snapshot.ts";
import { stub, stubPath } from "./stubs.ts";

type Fn = (...args: unknown[]) => unknown;

/** Rounds of calls that try to leave something behind. */
const ROUNDS = 3;
const DEEPEST = 3;
const MOST_MEMBERS = 10;

/** Arguments of call number `at`; made anew for every call. */
function argumentsOf(at: number): unknown[] {
  switch (at % 6) {
    case 0:
      return [stub("input", "function"), stub("state", "function")];
    case 1:
      return [3, 2, 1];
    case 2:
      return ["text", "t", "u"];
    case 3:
      return [{ a: 1, text: "x", list: [3, 1, 2], items: [{ id: "i", done: false }] }, [1, 2], 3];
    case 4:
      return [[3, 1, 2], (value: unknown) => value, { deep: { deeper: [0] } }];
    default:
      return [];
  }
}

const KINDS = 6;

/** Calls everything that `copy` exports or handed to a builder, and tries to change what it can. */
export function exercise(copy: Copy): void {
  recordTo(copy.recording, () => {
    const functions = functionsOf(copy);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [, fn] of functions) {
        change(fn, 0);
        for (let at = 0; at < KINDS; at++) {
          const args = argumentsOf(at + round);
          const result = attempt(() => Reflect.apply(fn, undefined, args));
          change(result, 0);
          for (const arg of args) change(arg, 0);
        }
      }
      for (const value of Object.values(copy.namespace)) change(value, 0);
      change(copy.namespace, 0);
    }
  });
}

/** One line for each call of a fixed sequence: what it gave, and what it called meanwhile. */
export function probe(copy: Copy): { readonly lines: string[]; readonly results: unknown[] } {
  const lines: string[] = [];
  const results: unknown[] = [];
  const { log } = copy.recording;
  recordTo(copy.recording, () => {
    for (const [name, fn] of functionsOf(copy)) {
      for (let at = 0; at < KINDS; at++) {
        const args = argumentsOf(at);
        log.length = 0;
        const result = attempt(() => Reflect.apply(fn, undefined, args));
        const shown = snapshot([result, args]);
        lines.push(`${name} #${at}: ${shown} calling ${log.join("; ")}`);
        if (!isStub(result)) results.push(result);
      }
    }
  });
  return { lines, results };
}

/** Exported functions and callbacks by a name that is the same in every copy. */
function functionsOf({ namespace, recording }: Copy): [string, Fn][] {
  const exported = Object.keys(namespace).map((name) => [name, namespace[name]] as const)
    .filter(([, value]) => typeof value === "function" && !isStub(value));
  const { callbacks } = recording;
  const given = LOADED.get(recording) ?? callbacks.length;
  LOADED.set(recording, given);
  return [
    ...exported as [string, Fn][],
    ...callbacks.slice(0, given).map(({ builder, fn }, at) =>
      [`${builder}[${at}]`, fn] as [string, Fn]
    ),
  ];
}

/** How many callbacks a copy had when its load ended; calls may hand in more. */
const LOADED = new WeakMap<object, number>();

function attempt(fn: () => unknown): unknown {
  try {
    const value = fn();
    if (value instanceof Promise) value.catch(() => {});
    return value;
  } catch (error) {
    return error;
  }
}

/** Writes, adds and deletes below `value`, wherever that is possible. */
function change(value: unknown, depth: number): void {
  if (!isObject(value) || isStub(value) || depth > DEEPEST) return;
  attempt(() => Reflect.set(value, "changed", depth));
  attempt(() => Reflect.setPrototypeOf(value, null));
  if (Array.isArray(value)) attempt(() => Array.prototype.push.call(value, "changed"));
  else if (hasClass(value)) { for (const tool of CHANGES) attempt(() => tool(value)); }
  for (const key of Reflect.ownKeys(value).slice(0, MOST_MEMBERS)) {
    const member: unknown = Reflect.getOwnPropertyDescriptor(value, key)?.value;
    if (isObject(member)) change(member, depth + 1);
    else attempt(() => Reflect.defineProperty(value, key, { value: "changed" }));
  }
}

function hasClass(value: object): boolean {
  if (typeof value === "function") return false;
  const prototype: object | null = Reflect.getPrototypeOf(value);
  return prototype !== null && prototype !== Object.prototype;
}

/** Methods of the language, so that an object's own cannot keep them away. */
const CHANGES: readonly ((value: object) => unknown)[] = [
  (value) => Map.prototype.set.call(value as Map<unknown, unknown>, "changed", 1),
  (value) => Set.prototype.add.call(value as Set<unknown>, "changed"),
  (value) => WeakMap.prototype.set.call(value as WeakMap<object, unknown>, Object, 1),
  (value) => Date.prototype.setTime.call(value as Date, 1),
  (value) => Uint8Array.prototype.fill.call(value as Uint8Array, 7),
];

function isStub(value: unknown): boolean {
  return stubPath(value) !== undefined;
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
