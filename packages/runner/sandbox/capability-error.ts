/** The error of a gate that is closed in the frame that asks. */
import { currentFrame, type FrameKind } from "../frame-powers.ts";
import { hardenAtLockdown } from "./harden-at-lockdown.ts";

const OUTSIDE = "call from outside a handler";

const PLACES: Readonly<Record<FrameKind, string>> = Object.freeze({
  "module-evaluation": "module",
  pattern: "pattern",
  computation: "computation",
  handler: "handler",
  detached: OUTSIDE,
});

/** Thrown to guest code: `<what> is not available in a <kind>; <what to do instead>`. */
export class CapabilityError extends Error {
  override readonly name = "CapabilityError";
  constructor(what: string, instead: string) {
    super(`${what} is not available in a ${currentPlace()}; ${instead}`);
  }
}

hardenAtLockdown(CapabilityError);

function currentPlace(): string {
  const frame = currentFrame();
  if (frame === undefined || frame.kind === "detached") return OUTSIDE;
  return frame.open ? PLACES[frame.kind] : `${PLACES[frame.kind]} that has ended`;
}
