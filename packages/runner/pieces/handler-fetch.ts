/**
 * The network for one event: the host's port, with replies as a whole and on the grid of seconds.
 * Success and failure settle at the same times, so that latencies tell a handler little.
 */
import { LIMITS } from "@commonfabric/contract";
import { settleTimeMs } from "../builtins/settle-grid.ts";
import type { Fetch } from "../builtins/fetch-port.ts";
import type { FetchPower, IncomingReply, OutgoingRequest } from "../sandbox/fetch-power.ts";
import type { RuntimePorts } from "../scheduler/ports.ts";

type Ports = Pick<RuntimePorts, "fetch" | "nowMs" | "setTimer">;

/** What the frame of a handler gets; `undefined` in a host without network. */
export function handlerFetch(
  ports: Ports,
  eventTimeMs: number,
  onAsk: () => void,
): FetchPower | undefined {
  const { fetch } = ports;
  if (fetch === undefined) return undefined;
  return async (ask, answer) => {
    onAsk();
    const request = ask();
    const issuedMs = ports.nowMs();
    let received: IncomingReply;
    try {
      received = await withinSilence(ports, (signal) => reply(fetch, request, signal));
    } catch (error) {
      throw new TypeError(messageOf(error));
    } finally {
      await untilGrid(ports, eventTimeMs, issuedMs);
    }
    return answer(received);
  };
}

async function reply(
  ask: Fetch,
  { url, method, headers, redirect, body }: OutgoingRequest,
  signal: AbortSignal,
): Promise<IncomingReply> {
  const response = await ask(url, {
    method,
    headers: Object.fromEntries(headers),
    redirect,
    signal,
    ...(body === undefined ? {} : { body }),
  });
  return {
    url: response.url === "" ? url : response.url,
    redirected: response.redirected,
    status: response.status,
    statusText: response.statusText,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
}

/** Gives up on a host that says nothing. */
async function withinSilence<T>(
  { setTimer }: Ports,
  ask: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const sender = new AbortController();
  const silence = Promise.withResolvers<never>();
  const cancel = setTimer(LIMITS.fetchSilenceMs, () => {
    silence.reject(new Error(`fetch got no answer within ${LIMITS.fetchSilenceMs} ms`));
    sender.abort();
  });
  const asked = ask(sender.signal);
  // After the silence nobody waits for what may still come.
  asked.catch(() => {});
  try {
    return await Promise.race([asked, silence.promise]);
  } finally {
    cancel();
  }
}

/** The first boundary counts from the event; a later request from its own second. */
async function untilGrid(ports: Ports, eventTimeMs: number, issuedMs: number): Promise<void> {
  const now = ports.nowMs();
  const fromEvent = settleTimeMs(eventTimeMs, eventTimeMs + now - issuedMs);
  const settlesAt = fromEvent >= now ? fromEvent : settleTimeMs(issuedMs, now);
  await new Promise<void>((resolve) => void ports.setTimer(settlesAt - now, resolve));
}

function messageOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text === "" ? "The request failed" : text;
}
