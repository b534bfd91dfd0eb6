/**
 * Builders of the recording runtime: what `pattern`, `lift`, `handler` and the operators over them
 * mean. Everything is synchronous; a value is computed when a render or an event asks for it.
 */
import type { JSONSchema } from "@commonfabric/api";
import { isSamePlace, makeHandle, provideListMethods } from "./handles.ts";
import { reactive, reactiveReference } from "./reactive.ts";
import { expanded, insideHandle, membersAt } from "./schema-at.ts";
import { bound as boundInputs, linked, stored } from "./stored.ts";
import { plainOf, project, UNSATISFIED, view } from "./view.ts";
import {
  isRecord,
  member,
  messageOf,
  Reference,
  type SchemaAt,
  StreamTarget,
  type World,
} from "./world.ts";

type Callback = (...args: unknown[]) => unknown;
type Apply = (inputs?: unknown) => unknown;

/** A factory of any builder. */
export interface Factory {
  (inputs?: unknown): unknown;
  readonly argumentSchema: JSONSchema;
  readonly resultSchema: JSONSchema;
  readonly builder: "pattern" | "lift" | "handler";
}

/** The key of the instance's own result in the input of a pattern. */
export const SELF: unique symbol = Symbol("SELF");

const at = (schema: JSONSchema): SchemaAt => ({ schema, root: schema });

/** The reference or value as a body holds it. */
function inBody(world: World, reference: Reference): object {
  return reactive(reference, (it) => ({
    key: (...path: unknown[]) => inBody(world, keyed(world, it, path.map(String))),
    for: (cause: unknown) => {
      world.causes.push(cause);
      return inBody(world, it);
    },
    asSchema: (schema: JSONSchema) => {
      // Handles that a factory made carry the schema for their readers.
      return inBody(world, new Reference(it.location, it.path, cellAt(schema), it.isLink));
    },
    ...listMethods(world, it),
    ...selfOf(world, it),
  }));
}

function cellAt(schema: JSONSchema): SchemaAt {
  return at(schema === true || schema === false ? schema : { asCell: ["cell"], ...schema });
}

const selves: WeakMap<object, Reference> = new WeakMap();

function selfOf(world: World, { location, path }: Reference): Record<symbol, unknown> {
  const self = path.length === 0 ? selves.get(location) : undefined;
  return self === undefined ? {} : { [SELF]: inBody(world, self) };
}

function keyed(world: World, reference: Reference, path: readonly string[]): Reference {
  let schema = reference.at;
  for (const key of path) {
    if (schema === undefined) break;
    const here = expanded(schema);
    if (here !== false && here.asCell !== undefined) schema = insideHandle(schema);
    const [below] = membersAt(schema, key);
    // What the schema of the argument does not declare is not there for the body.
    if (below === undefined) return new Reference(world.constant(undefined));
    schema = below;
  }
  return new Reference(reference.location, [...reference.path, ...path], schema);
}

/** A fresh value: a reference in a body, a handle or value in a computation. */
function fresh(world: World, reference: Reference): unknown {
  return inBody(world, reference);
}

export function makePattern(world: World, ...args: unknown[]): Factory {
  const [fn, argumentSchema = true, resultSchema = true] = args as [
    Callback,
    JSONSchema?,
    JSONSchema?,
  ];
  const apply = (inputs?: unknown) =>
    fresh(world, instantiate(world, { fn, argumentSchema }, boundInputs(world, inputs ?? {})));
  return factory("pattern", apply, argumentSchema, resultSchema);
}

function factory(
  builder: Factory["builder"],
  apply: Apply,
  argumentSchema: JSONSchema,
  resultSchema: JSONSchema,
): Factory {
  const made = Object.assign((inputs?: unknown) => apply(inputs), {
    argumentSchema,
    resultSchema,
    builder,
    with: apply,
    asScope: () => made,
    inSpace: () => made,
  });
  return made as Factory;
}

interface PatternCode {
  readonly fn: Callback;
  readonly argumentSchema: JSONSchema;
}

const codes: WeakMap<object, PatternCode> = new WeakMap();

/** One running application; its body runs when the result is first asked for. */
function instantiate(world: World, code: PatternCode, inputs: unknown): Reference {
  const argument = world.constant(withDefaults(world, inputs, code.argumentSchema));
  const result = world.once(() =>
    world.in("body", () => {
      const input = new Reference(argument, [], at(code.argumentSchema));
      return linked(world, code.fn(inBody(world, input)));
    })
  );
  const reference = new Reference(result);
  selves.set(argument, reference);
  return reference;
}

/** What the set-up of an instance does: absent members with a default are state from the start. */
function withDefaults(world: World, inputs: unknown, schema: JSONSchema): unknown {
  const here = expanded(at(schema));
  if (!isRecord(inputs) || here === false) return inputs;
  const filled: Record<string, unknown> = { ...inputs };
  for (const key of Object.keys(here.properties ?? {})) {
    if (Object.hasOwn(filled, key)) continue;
    const one = expanded({ schema: here.properties![key]!, root: schema });
    if (one === false || !("default" in one)) continue;
    filled[key] = new Reference(world.box(stored(world, one.default)));
  }
  return filled;
}

export function makeLift(world: World, ...args: unknown[]): Factory {
  const [fn, argumentSchema = true, resultSchema = true, options] = args as [
    Callback,
    JSONSchema?,
    JSONSchema?,
    { materializerWriteInputPaths?: readonly (readonly string[])[] }?,
  ];
  const writePaths = options?.materializerWriteInputPaths ?? [];
  const apply = (inputs?: unknown) => {
    const bound = new Reference(world.constant(boundInputs(world, inputs)));
    const isWhole = reactiveReference(inputs) !== undefined;
    const keys = !isWhole && isRecord(inputs) ? Object.keys(inputs) : [];
    const output = world.derived(() => {
      const argument = argumentSchema === false
        ? undefined
        : view(world, bound, at(argumentSchema));
      if (argument === undefined && argumentSchema !== false) return undefined;
      world.runs.push({ lift: nameOf(made), inputs: keys, argument: plainOf(world, argument) });
      const before = world.written.length;
      try {
        const value = world.in(
          "compute",
          () => fn(...(argumentSchema === false ? [] : [argument])),
        );
        const declared = writePaths.map((path) => world.target(bound.below(path)).location.id);
        if (world.written.slice(before).some(({ id }) => !declared.includes(id))) {
          world.violations.add(`${nameOf(made)} writes a cell and does not declare it`);
        }
        return checked(world, linked(world, value), resultSchema, nameOf(made));
      } catch (error) {
        world.errors.push(`${nameOf(made)}: ${messageOf(error)}`);
        return undefined;
      }
    });
    if (options?.materializerWriteInputPaths !== undefined) world.effects.push(output);
    return fresh(world, new Reference(output));
  };
  const made = factory("lift", apply, argumentSchema, resultSchema);
  return made;
}

/** A result that its own schema refuses would be absent for every reader. */
function checked(world: World, value: unknown, schema: JSONSchema, name: string): unknown {
  const plain = plainOf(world, value);
  if (value === undefined || hasAbsent(plain)) return value;
  const seen = project(world, new Reference(world.constant(value)), at(schema), 0);
  if (seen === UNSATISFIED) {
    world.violations.add(`the result of ${name} does not satisfy its schema`);
  }
  return value;
}

/** Types without `undefined` are no promise about elements of lists and records. */
function hasAbsent(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasAbsent);
  if (isRecord(value)) return Object.values(value).some(hasAbsent);
  return value === undefined;
}

const names: WeakMap<object, string> = new WeakMap();

/** Called by `__cfReg`: names are for messages only. */
export function nameFactories(registered: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(registered)) {
    const value = registered[name];
    if (typeof value === "function") names.set(value, name);
  }
}

function nameOf(made: object): string {
  return names.get(made) ?? "(unregistered)";
}

export function makeHandler(world: World, ...args: unknown[]): Factory {
  const isSchemaFirst = typeof args[0] !== "function";
  const [eventSchema = true, stateSchema = true, fn] = (
    isSchemaFirst ? args : [args[1], args[2], args[0]]
  ) as [JSONSchema?, JSONSchema?, Callback?];
  const apply = (state?: unknown) => {
    const bound = new Reference(world.constant(boundInputs(world, state ?? {})));
    const target = new StreamTarget((event) =>
      world.transaction(nameOf(made), () => {
        const sent = new Reference(world.constant(stored(world, event)));
        const seen = eventSchema === false ? undefined : view(world, sent, at(eventSchema));
        const given = stateSchema === false ? undefined : project(world, bound, at(stateSchema), 0);
        if (given === UNSATISFIED) {
          throw new TypeError(`the state of ${nameOf(made)} does not satisfy its schema`);
        }
        return fn!(seen, given);
      })
    );
    return fresh(world, new Reference(world.constant(target)));
  };
  const made = factory("handler", apply, stateSchema, eventSchema);
  return made;
}

/** A cell in a body; a handle in a computation. */
export function makeCell(world: World, value: unknown, schema: JSONSchema = true): unknown {
  const reference = new Reference(world.box(stored(world, value)), [], cellAt(schema));
  return world.context === "body"
    ? inBody(world, reference)
    : makeHandle(world, reference, "cell", at(schema));
}

/** What a value reads as where only its truth or text matters. */
function plainRead(world: World, value: unknown): unknown {
  const reference = reactiveReference(value);
  return reference === undefined ? value : world.resolve(reference).value;
}

/** `chosen` says which of the two values a condition stands for. */
export function makeChoice(
  world: World,
  name: string,
  counts: readonly [number, number],
  choose: (condition: unknown, values: readonly unknown[]) => unknown,
): (...args: unknown[]) => unknown {
  return (...args) => {
    const [plain, withSchemas] = counts;
    if (args.length !== plain && args.length !== withSchemas) {
      throw new TypeError(
        `${name}: expected ${plain} or ${withSchemas} arguments, got ${args.length}`,
      );
    }
    const values = args.slice(args.length - plain);
    const kept = values.map((value) => linked(world, value));
    const schema = args.length === withSchemas ? args[0] as JSONSchema : undefined;
    const condition = reactiveReference(values[0]);
    const output = world.derived(() => {
      if (condition === undefined) return choose(values[0], kept);
      const seen = schema === undefined
        ? plainRead(world, values[0])
        : view(world, condition, asData(schema));
      return choose(seen, kept);
    });
    return fresh(world, new Reference(output));
  };
}

/** A condition is read, also where it is a cell. */
function asData(schema: JSONSchema): SchemaAt {
  if (typeof schema !== "object" || schema.asCell === undefined) return at(schema);
  const { asCell: _, ...rest } = schema;
  return { schema: rest, root: schema };
}

export function makeText(
  world: World,
  strings: readonly string[],
  values: readonly unknown[],
): unknown {
  const output = world.derived(() =>
    strings.map((text, index) =>
      index < values.length ? `${text}${String(plainOfValue(world, values[index]))}` : text
    ).join("")
  );
  return fresh(world, new Reference(output));
}

function plainOfValue(world: World, value: unknown): unknown {
  const reference = reactiveReference(value);
  return plainOf(world, reference ?? value);
}

/** A record that a host without the capability gives. */
export function makeInert(world: World, name: string): unknown {
  const message = `${name} is not available in this host`;
  return fresh(
    world,
    new Reference(
      world.constant({ pending: false, result: undefined, candidates: [], error: { message } }),
    ),
  );
}

/** `equals` over whatever a computation holds. */
export function sameLink(world: World, a: unknown, b: unknown): boolean {
  return isSamePlace(world, reactiveReference(a) ?? a, reactiveReference(b) ?? b);
}

// --- Lists over patterns ----------------------------------------------------------------------

interface Row {
  readonly result: Reference;
  index: number;
}

function listMethods(world: World, list: Reference) {
  const over = (
    given: unknown,
    params: unknown,
    collect: (results: readonly Reference[], elements: readonly Reference[]) => unknown,
  ) => {
    const code = codes.get(given as object);
    if (code === undefined) throw new TypeError("A list method needs a pattern");
    const rows = new Map<string, Row>();
    const kept = boundInputs(world, params ?? {});
    const output = world.derived(() => {
      const { value, location, path } = world.resolve(list);
      if (value === undefined) return [];
      if (!Array.isArray(value)) {
        world.errors.push("a list method on what is no list");
        return undefined;
      }
      const whole = new Reference(location, path);
      const seen = new Map<string, number>();
      const current = value.map((_, index) => {
        const element = whole.below([String(index)]);
        const resolved = world.resolve(element);
        const place = resolved.location.id === location.id
          ? `#${index}`
          : `${resolved.location.id}/${resolved.path.join("/")}`;
        const count = (seen.get(place) ?? 0) + 1;
        seen.set(place, count);
        const key = `${place} ${count}`;
        // An inline element has no place of its own: it is found by its position, wherever the list is.
        const stable = resolved.location.id === location.id
          ? new Reference(list.location, [...list.path, String(index)])
          : new Reference(resolved.location, resolved.path);
        const row = rows.get(key) ?? startRow(stable);
        rows.set(key, row);
        row.index = index;
        return { result: row.result, element: stable.asLink() };
      });
      return collect(current.map(({ result }) => result), current.map(({ element }) => element));
    });
    const startRow = (element: Reference): Row => {
      const row: { index: number } = { index: 0 };
      const inputs = {
        element,
        index: new Reference(world.derived(() => {
          output.read();
          return row.index;
        })),
        array: list,
        params: kept,
      };
      return Object.assign(row, { result: instantiate(world, code, only(inputs, code)) });
    };
    return fresh(world, new Reference(output));
  };
  const read = (reference: Reference) => world.resolve(reference).value;
  return {
    mapWithPattern: (given: unknown, params?: unknown) =>
      over(given, params, (results) => results.map((one) => one.asLink())),
    filterWithPattern: (given: unknown, params?: unknown) =>
      over(
        given,
        params,
        (results, elements) => elements.filter((_, index) => isTrue(read(results[index]!))),
      ),
    flatMapWithPattern: (given: unknown, params?: unknown) =>
      over(given, params, (results) =>
        results.flatMap((one) => {
          const { value, location, path } = world.resolve(one);
          if (!Array.isArray(value)) return [one.asLink()];
          const whole = new Reference(location, path);
          return value.map((_, index) => whole.below([String(index)]).asLink());
        })),
  };
}

/** A stored reference is an object, so only the value that it leads to has a truth. */
function isTrue(value: unknown): boolean {
  return Boolean(value);
}

/** A callback gets `index` and `array` only when its schema has them. */
function only(inputs: Record<string, unknown>, { argumentSchema }: PatternCode): unknown {
  const kept: Record<string, unknown> = {};
  for (const key of Object.keys(inputs)) {
    if (membersAt(at(argumentSchema), key).length > 0) kept[key] = member(inputs, key);
  }
  return kept;
}

/** A pattern whose factory can be given to list methods. */
export function registerPattern(made: Factory, fn: unknown): Factory {
  codes.set(made, { fn: fn as Callback, argumentSchema: made.argumentSchema });
  return made;
}

provideListMethods((world, reference) => listMethods(world, reference) as never);
