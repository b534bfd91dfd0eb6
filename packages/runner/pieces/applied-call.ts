/** One call of a built-in that running code made. */
import type { AsyncCallName } from "../builders/graph.ts";
import type { Address } from "../types.ts";

export interface AppliedCall {
  readonly name: AsyncCallName;
  /** The stored tree of what was passed. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly output: Address;
}
