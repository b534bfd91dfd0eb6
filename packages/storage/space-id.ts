/** The form of a space id. Every way into a store goes through `checkSpaceId`. */
import { LIMITS, quote } from "@commonfabric/contract";
import type { SpaceId } from "./types.ts";

const SPACE_ID = /^[A-Za-z0-9][A-Za-z0-9._:+~-]*$/;

/** Thrown for text that is not a space id. */
export class InvalidSpaceIdError extends Error {
  override readonly name = "InvalidSpaceIdError";
  constructor(space: string) {
    super(
      `${quote(space)} is not a space id: 1-${LIMITS.spaceIdLength} characters of ` +
        `"A-Z a-z 0-9 . _ : + ~ -", the first one a letter or digit.`,
    );
  }
}

/** Whether `text` is a space id. */
export function isSpaceId(text: string): boolean {
  return text.length <= LIMITS.spaceIdLength && SPACE_ID.test(text);
}

/** `space` itself. @throws {InvalidSpaceIdError} */
export function checkSpaceId(space: SpaceId): SpaceId {
  if (!isSpaceId(space)) throw new InvalidSpaceIdError(space);
  return space;
}
