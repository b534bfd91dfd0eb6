/** The network of the host, from inside an isolate. */
import type { Fetch } from "@commonfabric/runner";
import type { FetchReply, FetchRequest } from "../messages.ts";
import type { HostCalls } from "./host-calls.ts";

export function messageFetch(calls: HostCalls): Fetch {
  return async (url, init = {}) => {
    const { method, headers, body, redirect } = init;
    const request: FetchRequest = {
      url,
      ...(method === undefined ? {} : { method }),
      ...(headers === undefined ? {} : { headers: Object.entries(headers) }),
      ...(body === undefined ? {} : { body }),
      ...(redirect === undefined ? {} : { redirect }),
    };
    const reply = await calls.call({ type: "fetch", request }) as FetchReply;
    const { status, statusText } = reply;
    const headersOfReply = reply.headers.map(([name, value]) => [name, value] as [string, string]);
    const response = new Response(reply.body, { status, statusText, headers: headersOfReply });
    // A response that was made has no address; that of a reply is part of it.
    return Object.defineProperty(response, "url", { value: reply.url });
  };
}
