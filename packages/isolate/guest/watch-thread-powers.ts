/**
 * A thread beside the code of an isolate. It says on standard error how much memory the process has
 * and what ran last, whatever the code does: buffers are not part of the heap that V8 limits, and a
 * loop answers nobody.
 */
import { WATCH_MARK } from "../host/process-watch.ts";
import type { SharedLabel } from "./running-code.ts";

const PERIOD_MS = 25;

/** Its own text, as an address: loading a file would take a permission that an isolate lacks. */
const THREAD = `
onmessage = ({ data }) => {
  const length = new Int32Array(data, 0, 1);
  const bytes = new Uint8Array(data, 4);
  const [decoder, encoder] = [new TextDecoder(), new TextEncoder()];
  setInterval(() => {
    const label = decoder.decode(bytes.slice(0, Atomics.load(length, 0))) || "null";
    const line = ${JSON.stringify(WATCH_MARK)} + '{"rss":' + Deno.memoryUsage().rss +
      ',"running":' + label + "}\\n";
    try {
      Deno.stderr.writeSync(encoder.encode(line));
    } catch {
      // The host is gone. A thread has one way to end its process, whatever that does: a full heap.
      for (const kept = [];;) kept.push(new Array(8000000).fill(1.5));
    }
  }, ${PERIOD_MS});
};
`;

/** Starts the thread; it ends with the process. */
export function startWatchThread(label: SharedLabel): void {
  const worker = new Worker(`data:application/javascript,${encodeURIComponent(THREAD)}`, {
    type: "module",
  });
  worker.postMessage(label.buffer);
}
