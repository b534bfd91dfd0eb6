/**
 * `canonicalBytes`: the one codec of data values, for hashing, equality and storage.
 *
 * Injective: two values share bytes exactly if they are the same data (leaves by `Object.is`, keys
 * without order, holes distinct from `undefined`). Values are judged by descriptor; no getter,
 * iterator or conversion of a judged value ever runs.
 */
import { type ByteWriter, withWriter } from "./byte-writer.ts";
import { dateTime, isDate } from "./dates.ts";
import { compareUtf8, unpairedSurrogateOffset } from "./utf8.ts";
import { MAX_DEPTH, Tag } from "./value-tags.ts";

/** Thrown for a value that is not data. `path` leads to it; `reason` says what it is. */
export class NotCanonicalError extends Error {
  override readonly name = "NotCanonicalError";
  readonly path: readonly string[];
  readonly reason: string;
  constructor(path: readonly string[], reason: string) {
    super(`Value at ${formatPath(path)} is not data: ${reason}.`);
    this.path = path;
    this.reason = reason;
  }
}

function formatPath(path: readonly string[]): string {
  return path.length === 0 ? "<root>" : `<root>.${path.join(".")}`;
}

/**
 * The canonical bytes of `value`.
 * @throws {NotCanonicalError} for accessors, functions, symbols, class instances, cycles, ...
 */
export function canonicalBytes(value: unknown): Uint8Array {
  return withWriter((writer) => {
    writeValue(writer, value, newWalk());
    return writer.finish();
  });
}

/** Adds the canonical bytes of `value` to `writer`. @throws {NotCanonicalError} */
export function writeCanonical(writer: ByteWriter, value: unknown): void {
  writeValue(writer, value, newWalk());
}

/**
 * The canonical bytes of each of `values`, in one buffer that they share. `onMarked` is told of every
 * member at any depth whose key begins with `$`, after its value was found to be data.
 * @throws {NotCanonicalError} as {@link canonicalBytes}
 */
export function canonicalBytesOfEach(
  values: readonly unknown[],
  onMarked?: (index: number, key: string, value: unknown) => void,
): Uint8Array[] {
  return withWriter((writer) => {
    let at = 0;
    const walk = newWalk(onMarked && ((key, value) => onMarked(at, key, value)));
    const ends = values.map((value, index) => {
      at = index;
      writeValue(writer, value, walk);
      return writer.length;
    });
    const all = writer.finish();
    return ends.map((end, index) => all.subarray(index === 0 ? 0 : ends[index - 1], end));
  });
}

/** Where a walk is, and who is told of marked members. */
interface Walk {
  readonly path: string[];
  readonly ancestors: Set<object>;
  readonly onMarked: ((key: string, value: unknown) => void) | undefined;
}

const MARK = 0x24; // dollar sign

function newWalk(onMarked?: Walk["onMarked"]): Walk {
  return { path: [], ancestors: new Set(), onMarked };
}

function writeValue(writer: ByteWriter, value: unknown, walk: Walk): void {
  switch (typeof value) {
    case "undefined":
      writer.u8(Tag.Undefined);
      return;
    case "boolean":
      writer.u8(value ? Tag.True : Tag.False);
      return;
    case "number":
      writer.u8(Tag.Number).float64(value);
      return;
    case "bigint":
      writer.u8(Tag.BigInt).str(value.toString());
      return;
    case "string":
      if (unpairedSurrogateOffset(value) >= 0) {
        throw new NotCanonicalError(walk.path, "ill-formed text");
      }
      writer.u8(Tag.String).str(value);
      return;
    case "object":
      if (value === null) writer.u8(Tag.Null);
      else writeObject(writer, value, walk);
      return;
    default:
      throw new NotCanonicalError(walk.path, `a ${typeof value}`);
  }
}

function writeObject(writer: ByteWriter, value: object, walk: Walk): void {
  const { path, ancestors } = walk;
  if (ancestors.has(value)) throw new NotCanonicalError(path, "a cycle");
  if (path.length > MAX_DEPTH) throw new NotCanonicalError(path.slice(0, 8), "nested too deeply");
  if (isDate(value)) {
    writer.u8(Tag.Date).float64(dateTime(value));
    return;
  }
  if (value instanceof Uint8Array) {
    writer.u8(Tag.Bytes).lengthPrefixed(value);
    return;
  }
  ancestors.add(value);
  if (Array.isArray(value)) writeArray(writer, value, walk);
  else writeRecord(writer, value, walk);
  ancestors.delete(value);
}

function writeArray(writer: ByteWriter, value: readonly unknown[], walk: Walk): void {
  const { path } = walk;
  writer.u8(Tag.Array).u32(value.length);
  const indexes: number[] = [];
  for (const key of Reflect.ownKeys(value)) {
    if (key === "length") continue;
    const index = typeof key === "string" ? arrayIndex(key) : undefined;
    if (index === undefined) {
      throw new NotCanonicalError([...path, String(key)], "a named array member");
    }
    indexes.push(index);
  }
  let next = 0;
  for (const index of indexes) {
    if (index > next) writer.u8(Tag.Holes).u32(index - next);
    path.push(String(index));
    writeValue(writer, dataProperty(value, String(index), path), walk);
    path.pop();
    next = index + 1;
  }
  if (next < value.length) writer.u8(Tag.Holes).u32(value.length - next);
}

function writeRecord(writer: ByteWriter, value: object, walk: Walk): void {
  const { path, onMarked } = walk;
  const prototype = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) {
    throw new NotCanonicalError(path, "an instance of a class");
  }
  const keys = Reflect.ownKeys(value) as string[];
  let isSorted = true;
  let previous: string | undefined;
  for (const key of keys) {
    if (typeof key === "symbol") throw new NotCanonicalError(path, `keyed by ${String(key)}`);
    if (unpairedSurrogateOffset(key) >= 0) throw new NotCanonicalError(path, "an ill-formed key");
    if (previous !== undefined && compareUtf8(previous, key) > 0) isSorted = false;
    previous = key;
  }
  if (!isSorted) keys.sort(compareUtf8);
  writer.u8(Tag.Object).u32(keys.length);
  for (const key of keys) {
    writer.str(key);
    path.push(key);
    const member = dataProperty(value, key, path);
    writeValue(writer, member, walk);
    path.pop();
    if (onMarked !== undefined && key.charCodeAt(0) === MARK) onMarked(key, member);
  }
}

function dataProperty(value: object, key: string, path: readonly string[]): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(value, key);
  if (descriptor === undefined || !("value" in descriptor)) {
    throw new NotCanonicalError(path, "an accessor");
  }
  if (!descriptor.enumerable) throw new NotCanonicalError(path, "not enumerable");
  return descriptor.value;
}

/** The array index that `key` spells canonically, or `undefined`. */
export function arrayIndex(key: string): number | undefined {
  if (key === "0") return 0;
  if (!/^[1-9][0-9]{0,9}$/.test(key)) return undefined;
  const index = Number(key);
  return index < 2 ** 32 - 1 ? index : undefined;
}
