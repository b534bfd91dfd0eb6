/**
 * The table of handle states, which is weak: nothing of a state can be reached through the frozen
 * handle itself. Also the places that handles stand at.
 */
import type { Address } from "../types.ts";
import { recordReferenceOf } from "../values/references.ts";
import { CauseAlreadySetError } from "./errors.ts";
import type { HandleState, Place } from "./host.ts";

const states = new WeakMap<object, HandleState>();

export function recordHandle(handle: object, state: HandleState): void {
  states.set(handle, state);
  recordReferenceOf(handle, { kind: "handle", address: () => state.place.address() });
}

/** The state of a cell or stream, `undefined` for everything else. */
export function handleState(value: unknown): HandleState | undefined {
  return typeof value === "object" && value !== null ? states.get(value) : undefined;
}

/** A place that is named from the start. */
export function placeAt(address: Address): Place {
  return {
    isNamed: true,
    address: () => address,
    name: () => {
      throw new CauseAlreadySetError();
    },
  };
}

/**
 * A place that gets its address at the first use: from the cause given to `for`, else from
 * `nameless`. `onNamed` runs once, right after; it writes an initial value, for example.
 */
export function unnamedPlace(options: {
  readonly addressFor: (cause: { readonly cause: unknown } | undefined) => Address;
  readonly onNamed?: (address: Address) => void;
}): Place {
  let address: Address | undefined;
  let cause: { readonly cause: unknown } | undefined;
  return {
    get isNamed() {
      return address !== undefined || cause !== undefined;
    },
    address() {
      if (address === undefined) {
        address = options.addressFor(cause);
        options.onNamed?.(address);
      }
      return address;
    },
    name(given) {
      if (address !== undefined || cause !== undefined) throw new CauseAlreadySetError();
      cause = { cause: given };
    },
  };
}
