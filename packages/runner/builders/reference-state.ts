/** What each reference stands for, keyed by the reference itself. */
import type { JSONSchema } from "@commonfabric/api";
import type { InternalCell, Place } from "./build.ts";

export interface ReferenceState {
  readonly place: Place;
  readonly path: readonly string[];
  readonly schema: JSONSchema | undefined;
  /** Given by `asSchema`: the schema travels with the alias. */
  readonly schemaOverride: boolean;
}

const states = new WeakMap<object, ReferenceState>();

/** Remembers what `reference` stands for. */
export function recordReference(reference: object, state: ReferenceState): void {
  states.set(reference, state);
}

/** The state of a reference, or `undefined` for any other value. */
export function referenceState(value: unknown): ReferenceState | undefined {
  return typeof value === "object" && value !== null ? states.get(value) : undefined;
}

/** Readable form of the place, for messages: `items.0.title`. */
export function describePlace(state: ReferenceState): string {
  const parts = [...placeRoot(state.place), ...state.path];
  return parts.length === 0 ? "the input" : parts.join(".");
}

function placeRoot(place: Place): string[] {
  if (place.kind === "internal") return [causeText(place.cell)];
  return place.kind === "result" ? ["[SELF]"] : [];
}

function causeText(cell: InternalCell): string {
  const cause = cell.explicitCause?.cause;
  return typeof cause === "string" ? cause : `<${cell.kind}>`;
}
