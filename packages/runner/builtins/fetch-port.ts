/** The network as a host hands it in. */

/** What a request says. A subset of the platform's, so that its `fetch` fits. */
export interface FetchInit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly redirect?: "error" | "follow" | "manual";
  readonly signal?: AbortSignal;
}

/** Asks for `url`. Rejects when there is no reply; a reply of any status is one. */
export type Fetch = (url: string, init?: FetchInit) => Promise<Response>;
