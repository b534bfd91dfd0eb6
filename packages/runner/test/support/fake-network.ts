/** A network whose replies the test gives, one by one and when it wants to. */
import type { Fetch, FetchInit } from "../../builtins/fetch-port.ts";
import type { FakeClock } from "./test-runtime.ts";

/** A request that waits for its reply. */
export interface Asked {
  readonly url: string;
  readonly init: FetchInit;
  readonly isAborted: boolean;
  reply(body: unknown, init?: ResponseInit): void;
  fail(message: string): void;
}

export class FakeNetwork {
  readonly asked: Asked[] = [];

  readonly fetch: Fetch = (url, init = {}) =>
    new Promise((resolve, reject) => {
      this.asked.push({
        url,
        init,
        get isAborted() {
          return init.signal?.aborted ?? false;
        },
        reply: (body, options) => {
          const text = typeof body === "string" || body instanceof Uint8Array
            ? body
            : JSON.stringify(body);
          resolve(new Response(text as BodyInit, options));
        },
        fail: (message) => reject(new TypeError(message)),
      });
    });

  get urls(): string[] {
    return this.asked.map(({ url }) => url);
  }

  /** The newest request. */
  get last(): Asked {
    return this.asked.at(-1)!;
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((done) => setTimeout(done));
}

/** Moves the clock over grid boundaries until replies that are there have settled. */
export async function settleReplies(clock: FakeClock, seconds = 3): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    await turns();
    clock.advance(1_000);
  }
  await turns();
}
