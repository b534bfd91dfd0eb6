/**
 * Handles: a callback gets the methods of the kind that its schema names, and no others. As in the
 * runtime, a kind has what the uses call that narrow a cell to it: lists over patterns are read, and
 * `get` as an operand of a comparison shows a reference.
 */
import { insideHandle, membersAt } from "./schema-at.ts";
import { stored } from "./stored.ts";
import { isRecord, member, Reference, type SchemaAt, StreamTarget, type World } from "./world.ts";
import { origins, view } from "./view.ts";

/** The references of handles, for writing them back as links. */
export const handleReferences: WeakMap<object, Reference> = new WeakMap();

type Method = (...args: never[]) => unknown;
type Method1 = Readonly<Record<string, Method>>;

/** List methods over patterns, which need the builders; they are set by the host. */
export interface ListMethods {
  (world: World, reference: Reference): Method1;
}

let listMethods: ListMethods | undefined;

/** Called once, by the module that knows patterns. */
export function provideListMethods(methods: ListMethods): void {
  listMethods = methods;
}

/** A handle on `reference` with the methods of `kind`; `inside` is the schema of its content. */
export function makeHandle(
  world: World,
  reference: Reference,
  kind: string,
  inside: SchemaAt,
): object {
  const naming = { for: () => handle };
  const reading = {
    get: () => view(world, reference, inside),
    sample: () => view(world, reference, inside),
  };
  const comparing = {
    equals: (other: unknown) => isSamePlace(world, handle, other),
    equalLinks: (other: unknown) => isSamePlace(world, handle, other),
  };
  const writing = writers(world, reference);
  const navigating = {
    key: (...path: (string | number)[]) => {
      const segments = path.map(String);
      const schema = segments.reduce<SchemaAt>(
        (at, key) => membersAt(at, key)[0] ?? { schema: false, root: false },
        inside,
      );
      const { location, path: full } = world.target(reference.below(segments));
      const nested = typeof schema.schema === "object" && schema.schema.asCell !== undefined;
      return makeHandle(
        world,
        new Reference(location, full),
        kind,
        nested ? insideHandle(schema) : schema,
      );
    },
  };
  const eager = {
    reduce: (fn: (sum: unknown, one: unknown, index: number) => unknown, first: unknown) =>
      listOf(reading.get()).reduce(fn, first),
    findIndex: (fn: (one: unknown, index: number) => boolean) =>
      listOf(reading.get()).findIndex(fn),
  };
  const lists = () => listMethods!(world, reference);
  const sending = {
    send: (event: unknown) => {
      const { value } = world.resolve(reference);
      if (!(value instanceof StreamTarget)) throw new TypeError("There is no stream here");
      value.send(event);
    },
  };
  const methods = (): object => {
    switch (kind) {
      case "cell":
        return {
          ...reading,
          ...writing,
          send: writing.set,
          ...comparing,
          ...navigating,
          ...eager,
          ...lists(),
          ...naming,
          resolveAsCell: () => handle,
          asSchema: () => handle,
        };
      case "readonly":
        return { ...reading, ...comparing, ...navigating, ...eager, ...lists(), ...naming };
      case "writeonly":
        return { ...writing, send: writing.set, ...navigating, ...naming };
      case "comparable":
        return { get: reading.get, ...comparing, ...navigating, ...naming };
      case "opaque":
        return { ...navigating, ...lists(), ...naming };
      case "stream":
        return { ...sending, ...naming };
      default:
        throw new Error(`"${kind}" is no kind of handle`);
    }
  };
  const handle: object = Object.freeze(methods());
  handleReferences.set(handle, reference);
  return handle;
}

function writers(world: World, reference: Reference) {
  const set = (value: unknown) => writeAt(world, reference, value);
  const elements = () => listOf(world.resolve(reference).value);
  const append = (values: readonly unknown[]) =>
    writeRaw(world, reference, [
      ...elements(),
      ...(stored(world, values) as readonly unknown[]),
    ]);
  const without = (one: unknown, all: boolean, byValue: boolean) => {
    let removed = false;
    const isHit = (element: unknown) => byValue ? element === one : isSame(world, element, one);
    writeRaw(
      world,
      reference,
      elements().filter((element) => {
        if ((removed && !all) || !isHit(element)) return true;
        removed = true;
        return false;
      }),
    );
  };
  return {
    set,
    update: (partial: Record<string, unknown>) => {
      for (const key of Object.keys(partial)) {
        writeAt(world, reference.below([key]), partial[key]);
      }
    },
    push: (...values: unknown[]) => append(values),
    addUnique: (...values: unknown[]) => {
      for (const value of values) {
        if (!elements().some((element) => isSame(world, element, value))) append([value]);
      }
    },
    increment: (by = 1) => {
      const { value } = world.resolve(reference);
      writeAt(world, reference, (typeof value === "number" ? value : 0) + by);
    },
    remove: (one: unknown) => without(one, false, false),
    removeByValue: (one: unknown) => without(one, false, true),
    removeAll: (one: unknown) => without(one, true, false),
  };
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new TypeError("This is no list");
  return value;
}

function writeAt(world: World, reference: Reference, value: unknown): void {
  const { location, path } = world.target(reference);
  writeRaw(world, reference, stored(world, value, { location, path }));
}

/** Writes below what links lead to; a link at the place itself is replaced. */
function writeRaw(world: World, reference: Reference, value: unknown): void {
  const { location, path } = world.target(reference);
  location.write(replaced(location.read(), path, value));
}

function replaced(container: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(container)) {
    const copy = [...container];
    copy[Number(key)] = replaced(copy[Number(key)], rest, value);
    return copy;
  }
  const record = isRecord(container) ? container : {};
  return { ...record, [key]: replaced(member(record, key), rest, value) };
}

/** Objects and handles by place, primitives by value. */
export function isSamePlace(world: World, a: unknown, b: unknown): boolean {
  return isSame(world, a, b);
}

function isSame(world: World, a: unknown, b: unknown): boolean {
  const [left, right] = [placeOf(a), placeOf(b)];
  if (left === undefined || right === undefined) {
    return left === undefined && right === undefined && Object.is(a, b);
  }
  const [one, other] = [world.resolve(left), world.resolve(right)];
  return one.location.id === other.location.id && one.path.join("/") === other.path.join("/");
}

function placeOf(value: unknown): Reference | undefined {
  if (value instanceof Reference) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return origins.get(value) ?? handleReferences.get(value);
}
