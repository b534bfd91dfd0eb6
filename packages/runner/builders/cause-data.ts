/** Causes that a pattern body gives: plain data, with references reduced to where they lead. */
import type { PatternBuild } from "./build.ts";
import { copyTree } from "./copy-tree.ts";
import { UnbindableValueError } from "./errors.ts";
import { ReservedCauseError } from "../values/errors.ts";
import { referenceState } from "./reference-state.ts";

/** A frozen copy of `cause` as canonical data. `$` keys name causes that builders make. */
export function freezeCause(cause: unknown, build: PatternBuild): unknown {
  if (cause === undefined) {
    throw new UnbindableValueError([], "undefined, and a cause is mandatory");
  }
  const copy = copyTree(cause, (value) => {
    const state = referenceState(value);
    if (state === undefined) return undefined;
    if (state.place.build !== build) throw new UnbindableValueError([], "of another pattern");
    return { copy: Object.freeze({ place: state.place.kind, path: [...state.path] }) };
  });
  refuseReservedKeys(copy);
  return copy;
}

function refuseReservedKeys(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    if (key === "$generated" || key === "$kind" || key === "$name") {
      throw new ReservedCauseError(key);
    }
    refuseReservedKeys(member);
  }
}
