/**
 * `canonicalBytes`: the one codec of data values, for hashing, equality and storage.
 *
 * Injective: two values share bytes exactly if they are the same data (leaves by `Object.is`, keys
 * without order, holes distinct from `undefined`). Values are judged by descriptor; no getter,
 * iterator or conversion of a judged value ever runs.
 *
 *   00 null   01 undefined   02 false   03 true
 *   04 number   8 bytes IEEE 754, big-endian, one NaN
 *   05 bigint   str(decimal digits)
 *   06 string   str
 *   07 array    u32 length, elements; a run of holes is 0f u32 count
 *   08 object   u32 count, then str(key) value by UTF-8 order of keys
 *   09 Date     8 bytes time value
 *   0a bytes    u32 length, bytes
 */
import { type ByteWriter, withWriter } from "./byte-writer.ts";
import { compareUtf8, decodeUtf8, unpairedSurrogateOffset } from "./utf8.ts";

const MAX_DEPTH = 1_000;

enum Tag {
  Null = 0,
  Undefined = 1,
  False = 2,
  True = 3,
  Number = 4,
  BigInt = 5,
  String = 6,
  Array = 7,
  Object = 8,
  Date = 9,
  Bytes = 10,
  Holes = 15,
}

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

/** Thrown for bytes that `canonicalBytes` never writes. */
export class CanonicalFormatError extends Error {
  override readonly name = "CanonicalFormatError";
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

function isDate(value: object): value is Date {
  return Object.getPrototypeOf(value) === Date.prototype && !Object.hasOwn(value, "getTime");
}

function dateTime(value: Date): number {
  return Date.prototype.getTime.call(value);
}

/**
 * The value that `bytes` encode, made of fresh ordinary objects and arrays.
 * @throws {CanonicalFormatError} for anything but the exact output of {@link canonicalBytes}.
 */
export function decodeCanonical(bytes: Uint8Array): unknown {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  reader.end();
  return value;
}

/** Records of one kind share their keys: most keys that are read were read before. */
const KEY_SLOTS = 1_024;
const LONGEST_KNOWN_KEY = 32;
const knownKeys: (string | undefined)[] = Array.from({ length: KEY_SLOTS }, () => undefined);

/** Whether the ASCII text `key` is spelled by `count` bytes from `at`. */
function spells(key: string, bytes: Uint8Array, at: number, count: number): boolean {
  if (key.length !== count) return false;
  for (let index = 0; index < count; index++) {
    if (key.charCodeAt(index) !== bytes[at + index]) return false;
  }
  return true;
}

class Reader {
  #at = 0;
  readonly #view: DataView;
  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  value(depth: number): unknown {
    if (depth > MAX_DEPTH) throw new CanonicalFormatError("Nested too deeply.");
    const tag = this.#u8();
    switch (tag) {
      case Tag.Null:
        return null;
      case Tag.Undefined:
        return undefined;
      case Tag.False:
        return false;
      case Tag.True:
        return true;
      case Tag.Number:
        return this.#float64();
      case Tag.BigInt:
        return this.#bigint();
      case Tag.String:
        return this.#str();
      case Tag.Array:
        return this.#array(depth);
      case Tag.Object:
        return this.#record(depth);
      case Tag.Date:
        return new Date(this.#float64());
      case Tag.Bytes:
        return this.#take(this.#u32()).slice();
      default:
        throw new CanonicalFormatError(`Unknown tag ${tag}.`);
    }
  }

  end(): void {
    if (this.#at !== this.bytes.length) throw new CanonicalFormatError("Bytes after the end.");
  }

  #array(depth: number): unknown[] {
    const length = this.#u32();
    const array: unknown[] = [];
    array.length = length;
    for (let index = 0; index < length;) {
      if (this.bytes[this.#at] !== Tag.Holes) {
        array[index++] = this.value(depth + 1);
        continue;
      }
      this.#at++;
      const holes = this.#u32();
      index += holes;
      if (holes === 0 || index > length) throw new CanonicalFormatError("Bad run of holes.");
    }
    return array;
  }

  #record(depth: number): Record<string, unknown> {
    const record: Record<string, unknown> = {};
    const count = this.#u32();
    let previous: string | undefined;
    for (let i = 0; i < count; i++) {
      const key = this.#key();
      if (previous !== undefined && compareUtf8(previous, key) >= 0) {
        throw new CanonicalFormatError("Keys out of order.");
      }
      previous = key;
      const value = this.value(depth + 1);
      if (!(key in record)) record[key] = value;
      else {
        // Assignment would meet what is inherited: the setter of `__proto__`, frozen methods.
        Object.defineProperty(record, key, {
          value,
          enumerable: true,
          writable: true,
          configurable: true,
        });
      }
    }
    return record;
  }

  /** A member's key; one that was met before comes from the table, without decoding. */
  #key(): string {
    const count = this.#u32();
    const at = this.#skip(count);
    if (count === 0 || count > LONGEST_KNOWN_KEY) return this.#text(at, count);
    const { bytes } = this;
    const slot = (count * 31 + bytes[at]! * 7 + bytes[at + count - 1]! * 13 +
      bytes[at + (count >> 1)]!) & (KEY_SLOTS - 1);
    const known = knownKeys[slot];
    if (known !== undefined && spells(known, bytes, at, count)) return known;
    const key = this.#text(at, count);
    // Of text that is ASCII the length is that of its bytes.
    if (key.length === count) knownKeys[slot] = key;
    return key;
  }

  #bigint(): bigint {
    const digits = this.#str();
    if (!/^(0|-?[1-9][0-9]*)$/.test(digits)) throw new CanonicalFormatError("Bad bigint.");
    return BigInt(digits);
  }

  #float64(): number {
    const at = this.#skip(8);
    return this.#view.getFloat64(at);
  }

  #str(): string {
    const count = this.#u32();
    return this.#text(this.#skip(count), count);
  }

  #text(at: number, count: number): string {
    try {
      return decodeUtf8(this.bytes.subarray(at, at + count));
    } catch (cause) {
      if (cause instanceof CanonicalFormatError) throw cause;
      throw new CanonicalFormatError("Text is not UTF-8.", { cause });
    }
  }

  #u8(): number {
    const byte = this.bytes[this.#at];
    if (byte === undefined) throw new CanonicalFormatError("Unexpected end of bytes.");
    this.#at++;
    return byte;
  }

  #u32(): number {
    const at = this.#skip(4);
    return this.#view.getUint32(at);
  }

  #take(count: number): Uint8Array {
    const at = this.#skip(count);
    return this.bytes.subarray(at, at + count);
  }

  /** Where the next `count` bytes begin. */
  #skip(count: number): number {
    const at = this.#at;
    if (at + count > this.bytes.length) throw new CanonicalFormatError("Unexpected end of bytes.");
    this.#at = at + count;
    return at;
  }
}

/**
 * Whether two data values are the same data: equal canonical bytes, without making them.
 * Values that are not data are equal to nothing but themselves.
 */
export function canonicalEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (isDate(a) || isDate(b)) {
    return isDate(a) && isDate(b) && Object.is(dateTime(a), dateTime(b));
  }
  if (a instanceof Uint8Array || b instanceof Uint8Array) {
    return a instanceof Uint8Array && b instanceof Uint8Array && bytesEqual(a, b);
  }
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const prototypesMatch = Array.isArray(a) || (isPlain(a) && isPlain(b));
  if (!prototypesMatch) return false;
  const aKeys = Object.keys(a);
  if (aKeys.length !== Object.keys(b).length) return false;
  if (Array.isArray(a) && a.length !== (b as unknown[]).length) return false;
  return aKeys.every((key) =>
    Object.hasOwn(b, key) && canonicalEqual(valueAt(a, key), valueAt(b, key))
  );
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function valueAt(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}

/** Whether two byte arrays have equal contents. Not constant-time. */
export function bytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index++) {
    if (a[index] !== b[index]) return false;
  }
  return true;
}
