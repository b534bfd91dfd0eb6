/**
 * What the watch of an isolate says on standard error: how much memory the process has, and which
 * code ran last. All of it comes from the isolate; it decides when one is killed, and nothing else.
 */
import type { RunningCode } from "../errors.ts";
import { either, exactly, isCount, record, text } from "../guards.ts";

/** Begins a line of the watch. */
export const WATCH_MARK = "\u0001cf ";

const TAIL_LINES = 20;
const isWatchLine = record({
  rss: isCount,
  running: either(
    exactly(null),
    record({ kind: text(64), source: either(exactly(null), text(1_100)) }),
  ),
});

export class ProcessWatch {
  /** Bytes of the process. */
  residentBytes = 0;
  running: RunningCode | null = null;
  readonly #tail: string[] = [];

  /** Takes one line of standard error. True for one of the watch. */
  take(line: string): boolean {
    if (!line.startsWith(WATCH_MARK)) {
      this.#tail.push(line);
      if (this.#tail.length > TAIL_LINES) this.#tail.shift();
      return false;
    }
    const said = parsed(line.slice(WATCH_MARK.length));
    if (!isWatchLine(said)) return false;
    const { rss, running } = said as { rss: number; running: RunningCode | null };
    this.residentBytes = rss;
    this.running = running;
    return true;
  }

  /** Whether the platform said that the heap is full. */
  get isOutOfMemory(): boolean {
    return this.#tail.some((line) => /out of memory|heap limit|Allocation failed/i.test(line));
  }

  /** The last lines that the watch did not write. */
  get tail(): string {
    return this.#tail.join("\n").trim();
  }
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Written while the label changed; the next line is whole.
    return undefined;
  }
}
