/** The host namespace under plain meaning: `computed(f)` is `f()`, lists are arrays, cells boxes. */
import { makeVNode } from "../vnode.ts";
import { contentOf, isSame, PlainCell } from "./cell.ts";
import { PlainInstance, type PlainProgram } from "./instance.ts";
import { isObject } from "./plain.ts";

export const SELF: unique symbol = Symbol("SELF");

type Body = (...args: unknown[]) => unknown;

const INERT_CALLS = [
  "wish",
  "generateText",
  "generateObject",
  "fetchJson",
  "fetchText",
  "llmDialog",
  "streamData",
];

/** The root pattern, as the runner needs it. */
export interface PlainFactory {
  (inputs?: unknown): unknown;
  readonly body: Body;
  readonly handles: readonly string[];
}

/** Everything that an authored module imports or reaches through `__cfHelpers`. */
export function plainHost(program: PlainProgram): Record<string, unknown> {
  const handlesOf = new WeakMap<object, readonly string[]>();
  const input = (fn: object, given: unknown) => shaped(program, handlesOf.get(fn) ?? [], given);
  const pattern = (fn: Body): PlainFactory => {
    const make = (given?: unknown) => {
      const instance = program.child();
      return runBody(program, instance, fn, input(fn, given ?? {}));
    };
    return Object.assign(make, { body: fn, handles: handlesOf.get(fn) ?? [] });
  };
  const lift = (fn: Body) => (given?: unknown) => program.compute(() => fn(input(fn, given)));
  const handler = (...args: unknown[]) => {
    const fn = args.find((one) => typeof one === "function") as Body;
    const bind = (state: unknown) => {
      const bound = input(fn, state);
      return program.stream((event) => fn(event, bound));
    };
    return Object.assign(bind, { with: bind });
  };
  const cell = (value?: unknown) => program.cell(contentOf(value));
  const cellClass = Object.assign(
    function (value?: unknown) {
      return cell(value);
    },
    { of: cell, equals: isSame },
  );
  const inert = (name: string) => () => ({
    pending: false,
    result: undefined,
    candidates: [],
    error: { message: `${name} is not available in this host` },
  });
  return {
    NAME: "$NAME",
    UI: "$UI",
    TILE_UI: "$TILE_UI",
    CHIP_UI: "$CHIP_UI",
    TESTS: "$TESTS",
    SELF,
    withHandles: (keys: readonly string[], fn: object) => {
      handlesOf.set(fn, keys);
      return fn;
    },
    pattern,
    render: pattern,
    lift,
    handler,
    computed: (fn: Body) => program.compute(() => fn()),
    derive: (given: unknown, fn: Body) => program.compute(() => fn(contentOf(given))),
    action: (fn: Body) => program.stream((event) => fn(event)),
    Writable: cellClass,
    Cell: cellClass,
    cell,
    ifElse: (condition: unknown, a: unknown, b: unknown) => contentOf(condition) ? a : b,
    when: (condition: unknown, value: unknown) => contentOf(condition) && value,
    unless: (condition: unknown, value: unknown) => contentOf(condition) || value,
    str: (strings: readonly string[], ...values: unknown[]) =>
      strings.map((text, at) => at < values.length ? `${text}${contentOf(values[at])}` : text)
        .join(""),
    equals: isSame,
    navigateTo: (to: unknown) => {
      program.navigations.push(to);
      return true;
    },
    patternTool: (tool: unknown, extraParams?: unknown) => ({ pattern: tool, extraParams }),
    ...Object.fromEntries(INERT_CALLS.map((name) => [name, inert(name)])),
    h: Object.assign(makeVNode, { fragment: "" }),
    __cf_data: (value: unknown) => value,
    schema: (value: unknown) => value,
  };
}

/** Runs a body on behalf of its instance. */
export function runBody(
  program: PlainProgram,
  instance: PlainInstance,
  body: Body,
  input: unknown,
): unknown {
  instance.restart();
  return program.run(instance, () => body(input));
}

/** Members that are handles stay cells (plain data of an input becomes one), others are read. */
function shaped(program: PlainProgram, handles: readonly string[], given: unknown): unknown {
  const whole = contentOf(given);
  if (!isObject(whole) || Array.isArray(whole)) return whole;
  return Object.fromEntries(
    Object.keys(whole).map((key) => {
      const value = (whole as Record<string, unknown>)[key];
      return [key, handles.includes(key) ? program.cellOf(value) : dataOf(value)];
    }),
  );
}

/** Data in which cells are read; children and streams stay. */
function dataOf(value: unknown): unknown {
  return value instanceof PlainCell ? contentOf(value) : value;
}
