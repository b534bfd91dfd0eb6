/** Bodies of requests and replies: whole, read once. */
import { encodeUtf8 } from "@commonfabric/canonical";
import type { GuestHeaders } from "./guest-headers.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A body that a guest gave, and the type that its form implies. */
export interface GivenBody {
  readonly bytes: Bytes;
  readonly type: string | undefined;
}

const TEXT_TYPE = "text/plain;charset=UTF-8";
const FORM_TYPE = "application/x-www-form-urlencoded;charset=UTF-8";

/** The bytes of a body; `undefined` for none. @throws {TypeError} for what is no body */
export function bodyFrom(given: unknown): GivenBody | undefined {
  if (given === undefined || given === null) return undefined;
  if (typeof given === "string") return { bytes: bytesOfText(given), type: TEXT_TYPE };
  if (given instanceof URLSearchParams) {
    return { bytes: bytesOfText(String(given)), type: FORM_TYPE };
  }
  if (ArrayBuffer.isView(given)) {
    const { buffer, byteOffset, byteLength } = given;
    return { bytes: new Uint8Array(buffer, byteOffset, byteLength).slice(), type: undefined };
  }
  if (given instanceof ArrayBuffer) {
    return { bytes: new Uint8Array(given.slice(0)), type: undefined };
  }
  throw new TypeError("A body is a text, bytes or URLSearchParams; write data with JSON.stringify");
}

function bytesOfText(text: string): Bytes {
  return encodeUtf8(text.toWellFormed()).slice();
}

/** A promise of what `fn` gives, or of the error that it throws. */
export function settled<T>(fn: () => T): Promise<T> {
  return new Promise((resolve) => resolve(fn()));
}

/** What requests and replies have in common. */
export class BufferedBody {
  readonly #bytes: Bytes;
  readonly headers: GuestHeaders;
  #isUsed = false;

  constructor(bytes: Bytes, headers: GuestHeaders) {
    this.#bytes = bytes;
    this.headers = headers;
  }

  get bodyUsed(): boolean {
    return this.#isUsed;
  }

  text(): Promise<string> {
    return settled(() => textOf(this.#take()));
  }

  // deno-lint-ignore no-explicit-any -- foreign data
  json(): Promise<any> {
    return settled(() => JSON.parse(textOf(this.#take())));
  }

  bytes(): Promise<Bytes> {
    return settled(() => this.#take().slice());
  }

  arrayBuffer(): Promise<ArrayBuffer> {
    return settled(() => this.#take().slice().buffer);
  }

  blob(): Promise<object> {
    return settled(() => {
      const type = (this.headers.get("content-type") ?? "").toLowerCase();
      return blobOf(this.#take(), type);
    });
  }

  /** The bytes for a second reader. @throws {TypeError} after the first has read them */
  protected copy(): Bytes {
    if (this.#isUsed) throw new TypeError("The body has been read already");
    return this.#bytes;
  }

  #take(): Bytes {
    const bytes = this.copy();
    this.#isUsed = true;
    return bytes;
  }
}

function blobOf(bytes: Bytes, type: string): object {
  return Object.freeze({
    size: bytes.length,
    type,
    text: Object.freeze(() => Promise.resolve(textOf(bytes))),
    arrayBuffer: Object.freeze(() => Promise.resolve(bytes.slice().buffer)),
  });
}

const decoder = new TextDecoder();

/** Bytes that are no text are replaced, as everywhere on the web. */
function textOf(bytes: Bytes): string {
  return decoder.decode(bytes);
}
