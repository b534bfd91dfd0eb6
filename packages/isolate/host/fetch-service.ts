/** Answers requests of an isolate with the network that its host granted. */
import type { Fetch, FetchInit } from "@commonfabric/runner";
import { LIMITS } from "@commonfabric/contract";
import { IsolateRefusal } from "../errors.ts";
import type { FetchReply, FetchRequest } from "../messages.ts";

/** Room for the rest of a message around a body. */
const MESSAGE_REST_BYTES = 1024 * 1024;

/** @throws {IsolateRefusal} without a network, and for a reply that no message can hold */
export async function answerFetch(
  request: FetchRequest,
  network: Fetch | undefined,
  signal: AbortSignal,
): Promise<FetchReply> {
  if (network === undefined) throw new IsolateRefusal("use the network", "it was not given to it");
  const { url, method, headers, body, redirect } = request;
  const init: FetchInit = {
    signal,
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers: Object.fromEntries(headers) }),
    ...(body === undefined ? {} : { body }),
    ...(redirect === undefined ? {} : { redirect }),
  };
  const reply = await network(url, init);
  return {
    url: reply.url,
    status: reply.status,
    statusText: reply.statusText,
    headers: [...reply.headers],
    body: reply.body === null ? null : await bounded(reply.body),
  };
}

async function bounded(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > LIMITS.isolateMessageBytes - MESSAGE_REST_BYTES) {
      throw new IsolateRefusal("receive such a reply", "it is too large");
    }
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
