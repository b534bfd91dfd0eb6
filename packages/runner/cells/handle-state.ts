/**
 * What a handle is: address, schema, transaction, and which face of it the holder sees. The state
 * lies in a weak table, so that nothing of it can be reached through the frozen handle itself.
 */
import type { HandleKind } from "../schemas/project.ts";
import type { SchemaNode } from "../schemas/schema-node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { recordReferenceOf } from "../values/references.ts";
import { CauseAlreadySetError } from "./errors.ts";
import type { CellHost } from "./host.ts";

/** Guests see the members of their kind, hosts see all. */
export type Face = "guest" | "host";

/** Where a handle stands: an address, or a cell that still waits for its name. */
export interface Place {
  address(): Address;
  /** Gives the cell its name. @throws {CauseAlreadySetError} */
  name(cause: unknown): void;
  readonly isNamed: boolean;
}

export interface HandleState {
  readonly host: CellHost;
  readonly place: Place;
  readonly schema: SchemaNode;
  readonly kind: HandleKind;
  readonly face: Face;
  /** Bound by `withTx`; otherwise the transaction of the running action counts. */
  readonly tx: RunnerTransaction | undefined;
}

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
