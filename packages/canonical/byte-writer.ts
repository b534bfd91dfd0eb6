/**
 * The length-prefixed encoding under every digest and signed statement of the workspace
 * (primitives `u8 u32 str bytes list`). Every value is length-prefixed or of fixed size, so no two
 * inputs share an encoding.
 */
import { encodeUtf8Into } from "./utf8.ts";

/** The largest buffer that a cleared writer keeps. */
const KEPT_BYTES = 256 * 1024;

const scratchBytes = new Uint8Array(8);
const scratch = new DataView(scratchBytes.buffer);

/** Collects encoded fields; `finish()` gives the message. */
export class ByteWriter {
  #buffer = new Uint8Array(256);
  #length = 0;

  /** One byte, 0..255. */
  u8(value: number): this {
    this.#reserve(1);
    this.#buffer[this.#length++] = value;
    return this;
  }

  /** Four bytes, big-endian. @throws {RangeError} outside 0..2^32-1. */
  u32(value: number): this {
    if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
      throw new RangeError(`Cannot encode ${value} as u32.`);
    }
    this.#reserve(4);
    this.#buffer[this.#length++] = value >>> 24;
    this.#buffer[this.#length++] = (value >>> 16) & 0xff;
    this.#buffer[this.#length++] = (value >>> 8) & 0xff;
    this.#buffer[this.#length++] = value & 0xff;
    return this;
  }

  /** Byte length as u32, then the UTF-8 bytes. @throws {IllFormedTextError} */
  str(text: string): this {
    // A UTF-16 unit takes at most three bytes. The length is known after the text is written.
    this.#reserve(4 + text.length * 3);
    const at = this.#length;
    const bytes = encodeUtf8Into(text, this.#buffer, at + 4);
    this.u32(bytes);
    this.#length = at + 4 + bytes;
    return this;
  }

  /** Eight bytes, big-endian, IEEE 754; every NaN has the same bytes. */
  float64(value: number): this {
    scratch.setFloat64(0, Number.isNaN(value) ? NaN : value);
    return this.raw(scratchBytes);
  }

  /** Length as u32, then the bytes. */
  lengthPrefixed(bytes: Uint8Array): this {
    return this.u32(bytes.length).raw(bytes);
  }

  /** What `write` adds, with its length as u32 before it. */
  lengthPrefixedBy(write: (writer: this) => void): this {
    const at = this.#length;
    this.u32(0);
    write(this);
    const end = this.#length;
    this.#length = at;
    this.u32(end - at - 4);
    this.#length = end;
    return this;
  }

  /** Exactly 32 bytes, without prefix: a digest. @throws {RangeError} for another length. */
  digest(bytes: Uint8Array): this {
    if (bytes.length !== 32) throw new RangeError(`A digest has 32 bytes, not ${bytes.length}.`);
    return this.raw(bytes);
  }

  /** The bytes as they are; only for values whose length is fixed or written before. */
  raw(bytes: Uint8Array): this {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
    return this;
  }

  /** Count as u32, then each item through `write`. */
  list<T>(items: readonly T[], write: (item: T, writer: this) => void): this {
    this.u32(items.length);
    for (const item of items) write(item, this);
    return this;
  }

  /** A copy of what was written so far. */
  finish(): Uint8Array {
    return this.#buffer.slice(0, this.#length);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /** What was written so far, without a copy: valid until the next call of this writer. */
  view(): Uint8Array {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Forgets what was written. */
  clear(): void {
    this.#length = 0;
    if (this.#buffer.length > KEPT_BYTES) this.#buffer = new Uint8Array(256);
  }

  #reserve(count: number): void {
    const needed = this.#length + count;
    if (needed <= this.#buffer.length) return;
    const grown = new Uint8Array(Math.max(needed, this.#buffer.length * 2));
    grown.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = grown;
  }
}

let idle: ByteWriter | undefined;

/**
 * What `use` makes of an empty writer, which is used again afterwards: `use` must not keep it. A call
 * from within `use`, as a proxy in foreign data could make, gets a writer of its own.
 */
export function withWriter<T>(use: (writer: ByteWriter) => T): T {
  const writer = idle ?? new ByteWriter();
  idle = undefined;
  try {
    return use(writer);
  } finally {
    writer.clear();
    idle = writer;
  }
}
