/**
 * Messages as bytes: four bytes of length, then canonical bytes. Both sides use it; who reads accepts
 * the exact output of the codec and nothing else.
 */
import { canonicalBytes, decodeCanonical } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import { IsolateProtocolError } from "./errors.ts";

const HEADER_BYTES = 4;

/** A message and the bytes it took. */
export interface ReadFrame {
  readonly message: unknown;
  readonly bytes: number;
}

/** @throws {NotCanonicalError} for what is not data @throws {IsolateProtocolError} over the limit */
export function frameOf(message: unknown): Uint8Array<ArrayBuffer> {
  const body = canonicalBytes(message);
  if (body.length > LIMITS.isolateMessageBytes) throw tooLarge(body.length);
  const frame = new Uint8Array(HEADER_BYTES + body.length);
  new DataView(frame.buffer).setUint32(0, body.length);
  frame.set(body, HEADER_BYTES);
  return frame;
}

/**
 * The messages in a stream of bytes; one that is not whole at the end is left out.
 * @throws {IsolateProtocolError} for a message over the limit, and for bytes that no message has
 */
export async function* readFrames(stream: AsyncIterable<Uint8Array>): AsyncIterable<ReadFrame> {
  const rest = new Pending();
  for await (const chunk of stream) {
    rest.add(chunk);
    for (let body = rest.take(); body !== undefined; body = rest.take()) {
      yield { message: decoded(body), bytes: body.length };
    }
  }
}

/** Bytes that came and were not read yet. Chunks are joined once, when a message is whole. */
class Pending {
  #chunks: Uint8Array[] = [];
  length = 0;

  add(chunk: Uint8Array): void {
    if (chunk.length === 0) return;
    this.#chunks.push(chunk);
    this.length += chunk.length;
  }

  take(): Uint8Array | undefined {
    if (this.length < HEADER_BYTES) return undefined;
    const header = this.#peek(HEADER_BYTES);
    const size = new DataView(header.buffer, header.byteOffset).getUint32(0);
    if (size > LIMITS.isolateMessageBytes) throw tooLarge(size);
    if (this.length < HEADER_BYTES + size) return undefined;
    const all = this.#peek(HEADER_BYTES + size);
    this.#drop(HEADER_BYTES + size);
    return all.subarray(HEADER_BYTES);
  }

  #peek(count: number): Uint8Array {
    const [first] = this.#chunks;
    if (first!.length >= count) return first!.subarray(0, count);
    const joined = new Uint8Array(count);
    let at = 0;
    for (const chunk of this.#chunks) {
      joined.set(chunk.subarray(0, count - at), at);
      at += chunk.length;
      if (at >= count) break;
    }
    return joined;
  }

  #drop(count: number): void {
    this.length -= count;
    let left = count;
    let whole = 0;
    while (whole < this.#chunks.length && this.#chunks[whole]!.length <= left) {
      left -= this.#chunks[whole++]!.length;
    }
    this.#chunks.splice(0, whole);
    if (left > 0) this.#chunks[0] = this.#chunks[0]!.subarray(left);
  }
}

function decoded(body: Uint8Array): unknown {
  try {
    return decodeCanonical(body);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new IsolateProtocolError(`a message is not data (${reason})`);
  }
}

function tooLarge(size: number): IsolateProtocolError {
  return new IsolateProtocolError(
    `a message has ${size} bytes, and the limit is ${LIMITS.isolateMessageBytes}`,
  );
}
