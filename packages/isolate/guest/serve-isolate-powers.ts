/** The main loop of a process that is an isolate: messages of standard input, answers to standard output. */
import { watchFrames } from "@commonfabric/runner";
import { frameOf, readFrames } from "../frames.ts";
import { errorData, type GuestMessage, type HostMessage, type StartData } from "../messages.ts";
import type { GuestMain } from "./guest-isolate.ts";
import { HostCalls } from "./host-calls.ts";
import { messageFetch } from "./message-fetch.ts";
import { messageStores } from "./message-store.ts";
import { makeSharedLabel, noteFrame } from "./running-code.ts";
import { startWatchThread } from "./watch-thread-powers.ts";

/** Does one job of the host with `main`, and ends the process. */
export async function serveIsolate(main: GuestMain): Promise<never> {
  const label = makeSharedLabel();
  startWatchThread(label);
  watchFrames((frame) => noteFrame(label, frame));
  const stop = new AbortController();
  const calls = new HostCalls(send);
  const doJob = async ({ job, spaces, hasNetwork }: StartData): Promise<void> => {
    try {
      const result = await main({
        job,
        spaces,
        stores: messageStores(calls),
        ...(hasNetwork ? { fetch: messageFetch(calls) } : {}),
        tell: (message) => send({ type: "tell", message }),
        signal: stop.signal,
      });
      send({ type: "done", result });
    } catch (error) {
      send({ type: "failed", error: errorData(error) });
    }
    Deno.exit(0);
  };
  send({ type: "ready", pid: Deno.pid });
  // The host is trusted by its isolates.
  for await (const { message } of readFrames(Deno.stdin.readable)) {
    const said = message as HostMessage;
    switch (said.type) {
      case "start":
        void doJob(said);
        break;
      case "ping":
        send({ type: "pong", n: said.n });
        break;
      case "stop":
        stop.abort();
        break;
      default:
        calls.take(said);
    }
  }
  // The host is gone.
  Deno.exit(1);
}

function send(message: GuestMessage): void {
  let bytes: Uint8Array = frameOf(message);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
}
