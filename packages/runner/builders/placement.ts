/** What authors hand to `inSpace`: the name of a space, a cell in it, or nothing. */
import { LIMITS, quote } from "@commonfabric/contract";
import { addressOf } from "../values/references.ts";
import type { Placement } from "./graph.ts";
import { referenceState } from "./reference-state.ts";

const MAX_NAME = LIMITS.symbolLength;

/** @throws {TypeError} for anything that names no space */
export function placementFrom(space: unknown): Placement {
  if (space === undefined) return Object.freeze({ kind: "own" });
  if (typeof space === "string") {
    if (space.length > 0 && space.length <= MAX_NAME) {
      return Object.freeze({ kind: "name", name: space });
    }
    throw new TypeError(`inSpace() expects a name of 1 to ${MAX_NAME} characters`);
  }
  const isPlace = referenceState(space) !== undefined || addressOf(space) !== undefined;
  if (isPlace) return Object.freeze({ kind: "cell", cell: space });
  throw new TypeError(
    `inSpace() expects the name of a space, a cell, or nothing; it got ${quote(typeof space)}`,
  );
}
