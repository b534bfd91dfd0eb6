/**
 * Whether identities of code stay put in the field. An action that goes by another id although
 * nothing of its closure has changed is a defect of the toolchain, not an edit.
 */
import type { Counters, EventSink } from "@commonfabric/contract";
import type { ComputationSpec } from "../scheduler/node.ts";
import type { Observation, ObservedSource } from "./observation.ts";

/** Counts the outcome for `spec`, whose earlier observation, possibly of other code, is `row`. */
export function judgeStability(
  spec: ComputationSpec,
  row: Observation,
  { counters, events }: {
    readonly counters: Counters;
    readonly events: EventSink | undefined;
  },
): void {
  if (row.action === spec.id) {
    counters.identityStability.stable++;
    return;
  }
  const outcome = isSameSource(spec.observed?.source(), row.source) ? "unstable" : "changed";
  counters.identityStability[outcome]++;
  const { space, id: piece } = spec.piece;
  events?.({ type: "identityStability", space, piece, outcome });
  if (outcome === "changed") return;
  const text = `${spec.id} was ${row.action}, and nothing of its closure has changed.`;
  events?.({ type: "warning", space, code: "identity:unstable", text });
}

/** Unknown sources are no evidence. */
function isSameSource(a: ObservedSource | undefined, b: ObservedSource): boolean {
  return a !== undefined && b.closure !== "" && a.path === b.path && a.digest === b.digest &&
    a.closure === b.closure;
}
