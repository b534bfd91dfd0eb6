/** From canonical bytes back to the value: only what `canonicalBytes` writes is accepted. */
import { compareUtf8, decodeUtf8 } from "./utf8.ts";
import { MAX_DEPTH, Tag } from "./value-tags.ts";

/** Thrown for bytes that `canonicalBytes` never writes. */
export class CanonicalFormatError extends Error {
  override readonly name = "CanonicalFormatError";
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
