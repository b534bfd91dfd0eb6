/** Handles that are made of a handle: on another place, or on a part of its own. */
import { arrayIndex } from "@commonfabric/canonical";
import { quote } from "@commonfabric/contract";
import type { Address } from "../types.ts";
import { checkPathLength } from "../values/errors.ts";
import { placeAt } from "./handle-state.ts";
import type { HandleState } from "./host.ts";

/** A handle of the same face and transaction on another place. */
export function derive(
  state: HandleState,
  address: Address,
  schema: HandleState["schema"],
): object {
  return state.host.handles.make({ ...state, place: placeAt(address), schema });
}

/** The handle on what lies under `path`, with the part of the schema that is there. */
export function deriveStep(state: HandleState, path: readonly unknown[]): object {
  const address = state.place.address();
  const segments = path.map(pathSegment);
  let schema = state.schema;
  for (const segment of segments) {
    schema = schema.step(segment);
    if (schema.handles.length > 0) schema = schema.behindHandle;
  }
  const full = [...address.path, ...segments];
  checkPathLength(full);
  return derive(state, { ...address, path: full }, schema);
}

function pathSegment(segment: unknown): string {
  if (typeof segment === "string") return segment;
  if (typeof segment === "number" && arrayIndex(String(segment)) !== undefined) {
    return String(segment);
  }
  // Only numbers are printed: what else is given may be an object that converts itself.
  const given = typeof segment === "number"
    ? quote(String(segment))
    : `a value of type ${typeof segment}`;
  throw new TypeError(`key() takes names and array indexes, not ${given}.`);
}
