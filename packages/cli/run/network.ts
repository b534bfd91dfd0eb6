/** The network of one run: replies given in advance, and hosts that the caller allows. */
import { quote } from "@commonfabric/contract";
import { type Fetch, fetchFromMocks, FetchMockError, parseFetchMocks } from "@commonfabric/runner";
import { UsageError } from "../command/errors.ts";
import { payloadJson } from "../command/payload.ts";
import type { VerbContext } from "../command/verb.ts";

const MAX_REDIRECTS = 5;
/** A name or an address, with a port where one is meant. */
const HOST = /^(?:[A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?$/;

/**
 * What `--fetch-mocks` and `--allow-net` give together: a reply in advance counts first. `undefined`
 * without either. @throws {UsageError}
 */
export async function readNetwork(context: VerbContext): Promise<Fetch | undefined> {
  const { invocation, powers } = context;
  const hosts = readHosts(invocation.option("allow-net"));
  const file = invocation.option("fetch-mocks");
  const network = hosts && allowedFetch(hosts, powers.fetch);
  if (file === undefined) return network;
  const argument = file === "-" || file.startsWith("@") ? file : `@${file}`;
  const value = await payloadJson("--fetch-mocks", argument, powers);
  try {
    const options = { setTimer: powers.setTimer, ...(network && { otherwise: network }) };
    return fetchFromMocks(parseFetchMocks(value), options);
  } catch (cause) {
    if (!(cause instanceof FetchMockError)) throw cause;
    throw new UsageError(`--fetch-mocks: ${cause.message}`, { cause });
  }
}

function readHosts(text: string | undefined): ReadonlySet<string> | undefined {
  if (text === undefined) return undefined;
  const hosts = text.split(",").map((host) => host.trim().toLowerCase());
  for (const host of hosts) {
    if (!HOST.test(host)) throw new UsageError(`--allow-net: not a host: ${quote(host)}`);
  }
  return new Set(hosts);
}

/** `ask` for these hosts only; a redirect counts as a request of its own. */
export function allowedFetch(hosts: ReadonlySet<string>, ask: Fetch): Fetch {
  return async (start, init = {}) => {
    let url = allowedUrl(start, hosts);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
      const reply = await ask(url, { ...init, redirect: "manual" });
      const isRedirect = reply.status >= 300 && reply.status < 400;
      const location = isRedirect ? reply.headers.get("location") : null;
      if (location === null || init.redirect === "manual") return reply;
      await reply.body?.cancel();
      if (init.redirect === "error") throw new TypeError(`The reply of ${start} redirects`);
      url = allowedUrl(new URL(location, url).href, hosts);
      // What was sent to one place is not sent to another.
      if (init.method !== undefined && init.method !== "GET" && init.method !== "HEAD") {
        throw new TypeError(`The reply of ${start} redirects a ${init.method} request`);
      }
    }
    throw new TypeError(`The reply of ${start} redirects more than ${MAX_REDIRECTS} times`);
  };
}

function allowedUrl(text: string, hosts: ReadonlySet<string>): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`${quote(text)} is not an http or https address`);
  }
  if (hosts.has(url.host) || hosts.has(url.hostname)) return url.href;
  throw new TypeError(`The host ${quote(url.host)} is not allowed: pass --allow-net ${url.host}`);
}
