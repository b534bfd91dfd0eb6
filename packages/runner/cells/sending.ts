/** `send`: an event for a stream; a write for every other cell. */
import { NoTransactionError } from "../transactions/errors.ts";
import { isStreamMarker } from "../values/leaves.ts";
import { checkedPayload } from "./event-payload.ts";
import type { HandleState } from "./host.ts";
import { resolveCell, transactionOf } from "./reading.ts";
import { convertPlain, writeValue } from "./writing.ts";

/** @throws {NoTransactionError} for pattern code without a running action */
export function sendTo(state: HandleState, value: unknown): void {
  const tx = transactionOf(state);
  // Without a running action an event counts as one of the host.
  if (tx === undefined && state.face === "guest") throw new NoTransactionError();
  const { address, node } = resolveCell(state, "all");
  if (state.kind !== "stream" && !isStreamMarker(node)) return writeValue(state, value);
  const event = checkedPayload(convertPlain(state, { ...address, path: [] }, value));
  // Code that sends to a stream of its own tree is code all the same.
  const isRendered = state.face === "host" && state.isRendered === true;
  state.host.enqueueEvent(address, event, { tx, isRendered });
}
