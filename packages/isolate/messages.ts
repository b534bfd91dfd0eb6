/** What host and isolate say to each other. Only data; the host checks every message it gets. */
import type { CommitNotice } from "@commonfabric/storage";
import {
  anything,
  either,
  exactly,
  type Guard,
  isBytes,
  isCount,
  isObject,
  listOf,
  record,
  text,
} from "./guards.ts";

/** An error as it crosses the border. */
export interface ErrorData {
  readonly name: string;
  readonly message: string;
}

/** What an isolate is started with. */
export interface StartData {
  readonly type: "start";
  readonly job: unknown;
  /** Names of the spaces that it may open. */
  readonly spaces: readonly string[];
  readonly hasNetwork: boolean;
}

/** From the host. */
export type HostMessage =
  | StartData
  | { readonly type: "ping"; readonly n: number }
  | { readonly type: "stop" }
  | { readonly type: "answer"; readonly id: number; readonly value: unknown }
  | { readonly type: "refused"; readonly id: number; readonly error: ErrorData }
  | { readonly type: "notice"; readonly subscription: number; readonly notice: CommitNotice };

/** Methods of a store that an isolate may call. */
export type StoreMethod =
  | "affected"
  | "blobStats"
  | "commit"
  | "head"
  | "heads"
  | "list"
  | "observations"
  | "read"
  | "readBlobs";

/** What a request of the network says. */
export interface FetchRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly redirect?: "error" | "follow" | "manual";
}

/** A reply, buffered. */
export interface FetchReply {
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer> | null;
}

/** From the isolate. */
export type GuestMessage =
  | { readonly type: "ready"; readonly pid: number }
  | { readonly type: "pong"; readonly n: number }
  | {
    readonly type: "store";
    readonly id: number;
    readonly space: string;
    readonly method: StoreMethod;
    readonly argument?: unknown;
  }
  | {
    readonly type: "subscribe";
    readonly id: number;
    readonly space: string;
    readonly subscription: number;
    readonly after: number;
  }
  | { readonly type: "unsubscribe"; readonly subscription: number }
  | { readonly type: "fetch"; readonly id: number; readonly request: FetchRequest }
  | { readonly type: "tell"; readonly message: unknown }
  | { readonly type: "done"; readonly result: unknown }
  | { readonly type: "failed"; readonly error: ErrorData };

const NAME = text(256);
const URL_LENGTH = 65_536;
const METHODS: readonly StoreMethod[] = [
  "affected",
  "blobStats",
  "commit",
  "head",
  "heads",
  "list",
  "observations",
  "read",
  "readBlobs",
];

const isHeaders: Guard = listOf(
  (pair) => listOf(text(65_536), 2)(pair) && (pair as unknown[]).length === 2,
  1_000,
);

const isRequest = record({ url: text(URL_LENGTH) }, {
  method: text(32),
  headers: isHeaders,
  body: either(text(Number.MAX_SAFE_INTEGER), isBytes),
  redirect: exactly("error", "follow", "manual"),
});

const GUARDS: ReadonlyMap<string, Guard> = new Map(Object.entries({
  ready: record({ type: anything, pid: isCount }),
  pong: record({ type: anything, n: isCount }),
  store: record(
    { type: anything, id: isCount, space: NAME, method: exactly(...METHODS) },
    { argument: anything },
  ),
  subscribe: record({
    type: anything,
    id: isCount,
    space: NAME,
    subscription: isCount,
    after: isCount,
  }),
  unsubscribe: record({ type: anything, subscription: isCount }),
  fetch: record({ type: anything, id: isCount, request: isRequest }),
  tell: record({ type: anything, message: anything }),
  done: record({ type: anything, result: anything }),
  failed: record({
    type: anything,
    error: record({ name: NAME, message: text(1_000_000) }),
  }),
}));

/** `message` as one of an isolate, or `undefined` for anything else. */
export function guestMessage(message: unknown): GuestMessage | undefined {
  if (!isObject(message) || typeof message["type"] !== "string") return undefined;
  return GUARDS.get(message["type"])?.(message) ? message as unknown as GuestMessage : undefined;
}

/** Name and message of what was thrown; nothing else of it crosses the border. */
export function errorData(error: unknown): ErrorData {
  if (!(error instanceof Error)) return { name: "Error", message: String(error).slice(0, 10_000) };
  return {
    name: String(error.name).slice(0, 256),
    message: String(error.message).slice(0, 100_000),
  };
}
