/** What `{ url, options? }` asks of the network, and what every reply goes through. */
import { LIMITS } from "@commonfabric/contract";
import type { PlacedNode } from "./node-site.ts";
import type { InputData } from "./async-call.ts";
import type { Fetch, FetchInit } from "./fetch-port.ts";
import { type Request, RequestInputError, type SendContext } from "./request.ts";

/** Turns a good reply into the result, plain data. */
export type ReplyReader = (
  response: Response,
  context: SendContext & { readonly url: string },
) => Promise<unknown>;

export interface FetchKind {
  readonly read: ReplyReader;
  /** What else than URL and options the result depends on. */
  readonly key?: unknown;
  /** Stores the result. */
  readonly stored: (result: unknown) => unknown;
}

const WEB = new Set(["http:", "https:"]);
const JSON_TYPE = "application/json";

/** The request of `inputs`; none while there is no URL. @throws {RequestInputError} */
export function fetchRequest(
  inputs: InputData,
  { core }: PlacedNode,
  kind: FetchKind,
): Request | undefined {
  const { url, options } = inputs;
  if (url === undefined || url === null || url === "") return undefined;
  if (typeof url !== "string") throw new RequestInputError("The url of a request is not a text");
  refuseOtherSchemes(url);
  const init = initOf(options);
  return {
    key: { url, options: options ?? null, kind: kind.key ?? null },
    silenceMs: LIMITS.fetchSilenceMs,
    send: async (context) => {
      const response = await fetchOk(core.ports.fetch!, url, { ...init, signal: context.signal });
      const result = kind.stored(await kind.read(response, { ...context, url }));
      return () => ({ members: { result } });
    },
  };
}

/** The reply, if its status says that it is one. @throws {Error} with status and URL */
export async function fetchOk(ask: Fetch, url: string, init: FetchInit): Promise<Response> {
  const response = await ask(url, init);
  if (!response.ok) {
    const text = response.statusText ? ` ${response.statusText}` : "";
    throw new Error(`The reply of ${url} has the status ${response.status}${text}`);
  }
  return response;
}

/** A platform's `fetch` may also read files and inline data, which no pattern may name. */
function refuseOtherSchemes(url: string): void {
  if (!URL.canParse(url)) return;
  const { protocol } = new URL(url);
  if (WEB.has(protocol)) return;
  throw new RequestInputError(`A url begins with http: or https:, not with ${protocol}`);
}

function initOf(options: unknown): FetchInit {
  if (options === undefined || options === null) return {};
  if (typeof options !== "object") {
    throw new RequestInputError("The options of a request are not a record");
  }
  const { method, headers, body } = options as Readonly<Record<string, unknown>>;
  if (method !== undefined && typeof method !== "string") {
    throw new RequestInputError("The method of a request is not a text");
  }
  const texts = headersOf(headers);
  if (body === undefined) return { ...methodOf(method), headers: texts };
  if (typeof body === "string" || body instanceof Uint8Array) {
    return { ...methodOf(method), headers: texts, body: body as FetchInit["body"] & string };
  }
  const hasType = Object.keys(texts).some((name) => name.toLowerCase() === "content-type");
  return {
    ...methodOf(method),
    headers: hasType ? texts : { ...texts, "content-type": JSON_TYPE },
    body: JSON.stringify(body),
  };
}

function methodOf(method: string | undefined): { readonly method?: string } {
  return method === undefined ? {} : { method };
}

function headersOf(headers: unknown): Readonly<Record<string, string>> {
  if (headers === undefined) return {};
  const isRecord = typeof headers === "object" && headers !== null && !Array.isArray(headers);
  const entries = isRecord ? Object.entries(headers) : [];
  if (!isRecord || entries.some(([, value]) => typeof value !== "string")) {
    throw new RequestInputError("The headers of a request are not a record of texts");
  }
  return Object.fromEntries(entries);
}
