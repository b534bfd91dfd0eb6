/** The network as a handler's frame has it: one request, one reply that is there as a whole. */

/** What goes out. Header names are in lower case. */
export interface OutgoingRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly redirect: "error" | "follow" | "manual";
  readonly body: Uint8Array<ArrayBuffer> | undefined;
}

/** What comes back. */
export interface IncomingReply {
  readonly url: string;
  readonly redirected: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array<ArrayBuffer>;
}

/**
 * Sends what `ask` makes and gives what `answer` makes of the reply. Rejects with what either
 * throws, and with a `TypeError` when there is no reply.
 */
export type FetchPower = <T>(
  ask: () => OutgoingRequest,
  answer: (reply: IncomingReply) => T,
) => Promise<T>;
