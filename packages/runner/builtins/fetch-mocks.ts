/**
 * Replies that are given in advance instead of a network: `cf run --fetch-mocks`, and `fetchMocks`
 * of a pattern test. A request that no entry matches fails.
 *
 *     const fetch = fetchFromMocks(parseFetchMocks(entries), { setTimer: ports.setTimer });
 */
import { quote } from "@commonfabric/contract";
import type { Cancel } from "@commonfabric/storage";
import type { Fetch, FetchInit } from "./fetch-port.ts";

/** One reply and the requests that get it. One of `url` and `urlIncludes` is there. */
export interface FetchMock {
  /** The whole URL; `*` stands for any characters. */
  readonly url?: string;
  readonly urlIncludes?: string;
  /** Any method when absent. */
  readonly method?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly contentType?: string;
  readonly body?: string;
  /** Wins over `body`. */
  readonly base64Body?: string;
  readonly json?: unknown;
  readonly delayMs?: number;
}

/** A list of mocks is not what the format says. */
export class FetchMockError extends TypeError {
  override readonly name = "FetchMockError";
}

const JSON_TYPE = "application/json";
/** Replies that have no body. */
const EMPTY_STATUSES: ReadonlySet<number> = new Set([101, 204, 205, 304]);

const FIELDS: Readonly<Record<keyof FetchMock, (value: unknown) => boolean>> = {
  url: isText,
  urlIncludes: isText,
  method: isText,
  status: (value) => Number.isInteger(value) && Number(value) >= 200 && Number(value) <= 599,
  headers: isTextRecord,
  contentType: isText,
  body: isText,
  base64Body: (value) => isText(value) && bytesOf(value) !== undefined,
  json: () => true,
  delayMs: (value) => typeof value === "number" && value >= 0,
};

/** The mocks that `value`, foreign data, describes. @throws {FetchMockError} with the entry */
export function parseFetchMocks(value: unknown): readonly FetchMock[] {
  if (!Array.isArray(value)) throw new FetchMockError("fetchMocks is not a list of replies");
  return Object.freeze(value.map((entry, at) => parseMock(entry, `fetchMocks[${at}]`)));
}

function parseMock(entry: unknown, at: string): FetchMock {
  if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
    throw new FetchMockError(`${at} is not a record`);
  }
  for (const [key, member] of Object.entries(entry)) {
    if (!Object.hasOwn(FIELDS, key)) {
      throw new FetchMockError(`${at} has the unknown member ${quote(key)}`);
    }
    if (member !== undefined && !FIELDS[key as keyof FetchMock](member)) {
      throw new FetchMockError(`${at}.${key} has a value that does not fit`);
    }
  }
  const mock = entry as FetchMock;
  if (mock.url === undefined && mock.urlIncludes === undefined) {
    throw new FetchMockError(`${at} says neither url nor urlIncludes`);
  }
  return mock;
}

export interface FetchMockOptions {
  readonly setTimer: (ms: number, fn: () => void) => Cancel;
  /** Answers what no entry matches; absent, such a request fails. */
  readonly otherwise?: Fetch;
}

/** A fetch that answers from `mocks`; the first entry that matches wins. */
export function fetchFromMocks(mocks: readonly FetchMock[], options: FetchMockOptions): Fetch {
  return async (url, init = {}) => {
    const method = (init.method ?? "GET").toUpperCase();
    const mock = mocks.find((each) => matches(each, method, url));
    if (mock === undefined && options.otherwise !== undefined) {
      return await options.otherwise(url, init);
    }
    if (mock === undefined) throw new TypeError(`No fetch mock matches ${method} ${url}`);
    if (mock.delayMs !== undefined) await delay(mock.delayMs, init, options.setTimer);
    init.signal?.throwIfAborted();
    return replyOf(mock);
  };
}

function matches(mock: FetchMock, method: string, url: string): boolean {
  if (mock.method !== undefined && mock.method.toUpperCase() !== method) return false;
  if (mock.urlIncludes !== undefined && !url.includes(mock.urlIncludes)) return false;
  return mock.url === undefined || matchesWildcards(mock.url, url);
}

/** Linear: the parts between wildcards are looked for from left to right. */
function matchesWildcards(pattern: string, url: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return url === first;
  if (!url.startsWith(first)) return false;
  let from = first.length;
  for (const part of rest) {
    const at = url.indexOf(part, from);
    if (at < 0) return false;
    from = at + part.length;
  }
  return url.length - last.length >= from && url.endsWith(last);
}

function replyOf(mock: FetchMock): Response {
  const status = mock.status ?? 200;
  const headers = new Headers(mock.headers);
  headers.set("content-type", mock.contentType ?? headers.get("content-type") ?? JSON_TYPE);
  const body = EMPTY_STATUSES.has(status) ? null : bodyOf(mock);
  return new Response(body, { status, headers });
}

function bodyOf({ base64Body, body, json }: FetchMock): Uint8Array<ArrayBuffer> | string {
  if (base64Body !== undefined) return bytesOf(base64Body)!;
  return body ?? JSON.stringify(json) ?? "";
}

function delay(
  ms: number,
  { signal }: FetchInit,
  setTimer: (ms: number, fn: () => void) => Cancel,
): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      cancel();
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const cancel = setTimer(ms, end);
    signal?.addEventListener("abort", end);
  });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTextRecord(value: unknown): boolean {
  return typeof value === "object" && value !== null && Object.values(value).every(isText);
}
