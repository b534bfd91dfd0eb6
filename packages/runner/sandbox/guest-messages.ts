/** `Request` and `Response` of guests: objects of ours, frozen, with their bodies buffered. */
import type { IncomingReply, OutgoingRequest } from "./fetch-power.ts";
import { bodyFrom, BufferedBody } from "./guest-body.ts";
import { GuestHeaders } from "./guest-headers.ts";

type Members = Readonly<Record<string, unknown>>;

const METHOD = /^[A-Za-z]+$/;
const REFUSED_METHODS = new Set(["CONNECT", "TRACE", "TRACK"]);
const WEB = new Set(["http:", "https:"]);
const REDIRECTS = ["error", "follow", "manual"] as const;
const EMPTY = new Uint8Array(0);
/** They describe the bytes on the wire, not those of the buffered body. */
const WIRE_HEADERS = new Set(["content-encoding", "content-length"]);

export class GuestRequest extends BufferedBody {
  readonly url: string;
  readonly method: string;
  readonly redirect: OutgoingRequest["redirect"];
  readonly #hasBody: boolean;

  constructor(input: unknown, init: unknown = {}) {
    // What only inherits from a request has fields that nobody checked.
    const isRequest = typeof input === "object" && input !== null && #hasBody in input;
    const base = isRequest ? input : undefined;
    const { method, headers, body, redirect } = members(init);
    const given = bodyFrom(body);
    const inherited = base !== undefined && body === undefined && base.#hasBody
      ? base.copy()
      : undefined;
    const bytes = given?.bytes ?? inherited;
    const all = new GuestHeaders(headers ?? base?.headers);
    if (given?.type !== undefined && !all.has("content-type")) all.set("content-type", given.type);
    super(bytes ?? EMPTY, all);
    this.url = base?.url ?? webUrl(input);
    this.method = methodFrom(method ?? base?.method ?? "GET");
    this.redirect = redirectFrom(redirect ?? base?.redirect ?? "follow");
    this.#hasBody = bytes !== undefined;
    if (this.#hasBody && (this.method === "GET" || this.method === "HEAD")) {
      throw new TypeError(`A ${this.method} request has no body`);
    }
    Object.freeze(this);
  }

  clone(): GuestRequest {
    return new GuestRequest(this, this.#hasBody ? { body: this.copy() } : {});
  }

  /** What is sent. */
  static outgoing(request: GuestRequest): OutgoingRequest {
    const { url, method, headers, redirect } = request;
    const body = request.#hasBody ? request.copy() : undefined;
    return { url, method, headers: [...headers], redirect, body };
  }
}

/** A reply that came from outside, as opposed to what a guest gives a constructor. */
class Received {
  constructor(readonly reply: IncomingReply) {}
}

interface ResponseParts extends Omit<IncomingReply, "headers"> {
  readonly headers: GuestHeaders;
}

export class GuestResponse extends BufferedBody {
  readonly url: string;
  readonly redirected: boolean;
  readonly status: number;
  readonly statusText: string;

  constructor(body?: unknown, init: unknown = {}) {
    const parts = body instanceof Received ? partsOfReply(body.reply) : partsOfGiven(body, init);
    super(parts.body, parts.headers);
    this.url = parts.url;
    this.redirected = parts.redirected;
    this.status = parts.status;
    this.statusText = parts.statusText;
    Object.freeze(this);
  }

  get ok(): boolean {
    return this.status >= 200 && this.status <= 299;
  }

  clone(): GuestResponse {
    const { url, redirected, status, statusText, headers } = this;
    return GuestResponse.ofReply({
      url,
      redirected,
      status,
      statusText,
      headers: [...headers],
      body: this.copy(),
    });
  }

  static ofReply(reply: IncomingReply): GuestResponse {
    return new GuestResponse(new Received(reply));
  }
}

function partsOfReply(reply: IncomingReply): ResponseParts {
  const headers = reply.headers.filter(([name]) => !WIRE_HEADERS.has(name.toLowerCase()));
  return { ...reply, headers: new GuestHeaders(headers, true) };
}

function partsOfGiven(body: unknown, init: unknown): ResponseParts {
  const given = bodyFrom(body);
  const { headers, status = 200, statusText = "" } = members(init);
  const all = new GuestHeaders(headers);
  const type = given?.type;
  if (type !== undefined && !all.has("content-type")) all.set("content-type", type);
  return {
    url: "",
    redirected: false,
    status: statusFrom(status),
    statusText: `${statusText}`,
    headers: all,
    body: given?.bytes ?? EMPTY,
  };
}

function members(init: unknown): Members {
  if (init === undefined || init === null) return {};
  if (typeof init !== "object") throw new TypeError("The options of a message are a record");
  return init as Members;
}

/** Absolute, of the web, and without credentials. */
function webUrl(input: unknown): string {
  const text = `${input}`;
  if (!URL.canParse(text)) throw new TypeError("The url of a request is not a whole url");
  const url = new URL(text);
  if (!WEB.has(url.protocol)) throw new TypeError("The url of a request begins with http or https");
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("The url of a request has no credentials; write a header");
  }
  url.hash = "";
  return url.href;
}

function methodFrom(method: unknown): string {
  const text = `${method}`.toUpperCase();
  if (!METHOD.test(text) || REFUSED_METHODS.has(text)) {
    throw new TypeError("The method of a request is not one that can be sent");
  }
  return text;
}

function redirectFrom(redirect: unknown): OutgoingRequest["redirect"] {
  const known = REDIRECTS.find((each) => each === redirect);
  if (known === undefined) throw new TypeError('redirect is "error", "follow" or "manual"');
  return known;
}

function statusFrom(status: unknown): number {
  const number = Number(status);
  if (!Number.isInteger(number) || number < 200 || number > 599) {
    throw new RangeError("The status of a response is a whole number from 200 to 599");
  }
  return number;
}
