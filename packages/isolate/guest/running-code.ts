/**
 * What runs, written where another thread reads it: the thread of the code itself may never get to
 * say it.
 */
import { encodeUtf8 } from "@commonfabric/canonical";
import { authoredPosition, type Frame } from "@commonfabric/runner";

const MAX_BYTES = 4_096;

/** Length, then UTF-8. */
export interface SharedLabel {
  readonly length: Int32Array;
  readonly bytes: Uint8Array;
  readonly buffer: SharedArrayBuffer;
}

export function makeSharedLabel(): SharedLabel {
  const buffer = new SharedArrayBuffer(4 + MAX_BYTES);
  return { buffer, length: new Int32Array(buffer, 0, 1), bytes: new Uint8Array(buffer, 4) };
}

/** Writes down which code `frame` begins. Code without a position keeps that of what made it. */
export function noteFrame(label: SharedLabel, { kind, code }: Frame): void {
  const source = typeof code === "string" ? code : authoredPosition(code);
  if (source === undefined && kind === "pattern") return;
  const text = encodeUtf8(JSON.stringify({ kind, source: source ?? null }));
  if (text.length > MAX_BYTES) return;
  label.bytes.set(text);
  Atomics.store(label.length, 0, text.length);
}
