/**
 * Well-formed text as UTF-8 bytes, and the one text order of the workspace.
 * Everything that hashes or sorts text goes through here, so that no caller can
 * sort by UTF-16 units or hash an ill-formed string.
 */

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Thrown for text that contains an unpaired surrogate. `offset` counts UTF-16 units. */
export class IllFormedTextError extends Error {
  override readonly name = "IllFormedTextError";
  readonly offset: number;
  constructor(offset: number) {
    super(`Text contains an unpaired surrogate at offset ${offset}.`);
    this.offset = offset;
  }
}

/** The offset of the first unpaired surrogate of `text`, or -1. */
export function unpairedSurrogateOffset(text: string): number {
  if (text.isWellFormed()) return -1;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    const next = unit < 0xdc00 ? text.charCodeAt(i + 1) : NaN;
    if (next >= 0xdc00 && next <= 0xdfff) i++;
    else return i;
  }
  return -1;
}

/**
 * The UTF-8 bytes of `text`.
 * @throws {IllFormedTextError} when `text` has an unpaired surrogate: two different texts would
 * otherwise share their bytes.
 */
export function encodeUtf8(text: string): Uint8Array {
  const offset = unpairedSurrogateOffset(text);
  if (offset >= 0) throw new IllFormedTextError(offset);
  return encoder.encode(text);
}

/** Up to here a loop is faster than a call of the platform's codec. */
const SHORT = 64;

/**
 * Writes the UTF-8 bytes of `text` into `target` from `at`, where three bytes for each UTF-16 unit
 * have room; the number of bytes.
 * @throws {IllFormedTextError}
 */
export function encodeUtf8Into(text: string, target: Uint8Array, at: number): number {
  if (text.length <= SHORT) {
    let index = 0;
    for (; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80) break;
      target[at + index] = unit;
    }
    if (index === text.length) return index;
  }
  const offset = unpairedSurrogateOffset(text);
  if (offset >= 0) throw new IllFormedTextError(offset);
  return encoder.encodeInto(text, target.subarray(at)).written;
}

/** The text of UTF-8 `bytes`; a leading BOM is kept. @throws {TypeError} when they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  if (bytes.length > SHORT) return decoder.decode(bytes);
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index]! >= 0x80) return decoder.decode(bytes);
  }
  return Reflect.apply(String.fromCharCode, undefined, bytes);
}

/** The number of UTF-8 bytes of well-formed `text`, without encoding it. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit <= 0xdbff) {
      bytes += 2;
      i++;
    } else bytes += 2;
  }
  return bytes;
}

/**
 * Compares two texts by their UTF-8 bytes (equal to code point order): negative, zero, positive.
 *
 * UTF-16 order differs from it exactly where a surrogate meets a unit of U+E000..U+FFFF, so only
 * that case is corrected.
 */
export function compareUtf8(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xSurrogate = x >= 0xd800 && x <= 0xdfff;
    const ySurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xSurrogate !== ySurrogate) return xSurrogate ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}

/** A sorted copy of `texts` in UTF-8 byte order. */
export function sortedUtf8(texts: Iterable<string>): string[] {
  return [...texts].sort(compareUtf8);
}
