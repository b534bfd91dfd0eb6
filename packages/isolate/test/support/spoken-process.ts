/** A process of an isolate that is played by the test: what it writes is given, what it gets is kept. */
import { canonicalBytes } from "@commonfabric/canonical";
import { readFrames } from "../../frames.ts";
import type { IsolatePowers } from "../../mod.ts";

export const PID = 4_711;
export const READY: { readonly type: string; readonly pid: number } = { type: "ready", pid: PID };

export interface Played {
  readonly powers: IsolatePowers;
  /** Messages of the host, in order. */
  readonly heard: Record<string, unknown>[];
  readonly wasKilled: () => boolean;
}

/** Time that the test lets pass. */
export class PassingTime {
  nowMs = 0;
  readonly #timers = new Set<{ readonly atMs: number; readonly fn: () => void }>();

  setTimer(ms: number, fn: () => void): () => void {
    const timer = { atMs: this.nowMs + ms, fn };
    this.#timers.add(timer);
    return () => void this.#timers.delete(timer);
  }

  /** Lets `ms` pass; what becomes due runs in its order. */
  async pass(ms: number): Promise<void> {
    const endMs = this.nowMs + ms;
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve));
      const due = [...this.#timers].filter(({ atMs }) => atMs <= endMs)
        .toSorted((a, b) => a.atMs - b.atMs)[0];
      if (due === undefined) break;
      this.#timers.delete(due);
      this.nowMs = due.atMs;
      due.fn();
    }
    this.nowMs = endMs;
  }
}

/** Frames of `messages`; bytes are taken as they are. */
export function framed(messages: readonly unknown[]): Uint8Array[] {
  return messages.map((message) => {
    if (message instanceof Uint8Array) return message;
    const body = canonicalBytes(message);
    const frame = new Uint8Array(4 + body.length);
    new DataView(frame.buffer).setUint32(0, body.length);
    frame.set(body, 4);
    return frame;
  });
}

/** A process that writes `chunks` and ends; `answered` lets it wait for answers before it goes on. */
export function played(
  chunks: readonly Uint8Array[],
  reply: (message: Record<string, unknown>) => readonly unknown[] = () => [],
  time: PassingTime = new PassingTime(),
): Played {
  const heard: Record<string, unknown>[] = [];
  let killed = false;
  const end = Promise.withResolvers<string>();
  const queue: Uint8Array[] = [...chunks];
  let wake = Promise.withResolvers<void>();
  async function* output(): AsyncIterable<Uint8Array> {
    for (;;) {
      while (queue.length > 0) yield queue.shift()!;
      if (killed) return;
      await wake.promise;
      wake = Promise.withResolvers();
    }
  }
  return {
    heard,
    wasKilled: () => killed,
    powers: {
      start: () => ({
        pid: PID,
        send: async (bytes) => {
          for await (const { message } of readFrames(one(bytes))) {
            const said = message as Record<string, unknown>;
            heard.push(said);
            queue.push(...framed(reply(said)));
            wake.resolve();
          }
        },
        output: output(),
        lines: none(),
        ended: end.promise,
        kill: () => {
          killed = true;
          end.resolve("signal SIGKILL");
          wake.resolve();
        },
      }),
      nowMs: () => time.nowMs,
      setTimer: (ms, fn) => time.setTimer(ms, fn),
    },
  };
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

async function* none(): AsyncIterable<string> {}
