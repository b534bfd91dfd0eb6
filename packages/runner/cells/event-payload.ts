/** The limit of an event, whoever sends it. */
import { canonicalBytes } from "@commonfabric/canonical";
import { LIMITS } from "@commonfabric/contract";
import { ValueTooLargeError } from "../values/errors.ts";

/** `payload`, a stored tree. @throws {ValueTooLargeError} */
export function checkedPayload(payload: unknown): unknown {
  if (payload !== undefined && canonicalBytes(payload).length > LIMITS.eventBytes) {
    throw new ValueTooLargeError([], "the event", LIMITS.eventBytes);
  }
  return payload;
}
