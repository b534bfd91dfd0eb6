/** Conversion of what host code writes without a cell: links allowed, elements inline. */
import type { SpaceId } from "@commonfabric/storage";
import { convertValue } from "./convert.ts";

/** The stored form of `value` in a document of `space`. @throws {UnstorableValueError} */
export function convertHostValue(value: unknown, space: SpaceId): unknown {
  return convertValue(value, { target: { space }, author: "host" });
}
