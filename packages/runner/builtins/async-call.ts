/** What one asynchronous built-in adds to the machinery of `node-requests.ts`. */
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { PlacedNode, StoredInputs } from "./node-site.ts";
import type { Request } from "./request.ts";
import type { Members } from "./request-state.ts";

/** Inputs as plain data. */
export type InputData = Readonly<Record<string, unknown>>;

export interface AsyncCall {
  /** Whether this host can answer at all. */
  readonly isAvailable: (node: Pick<PlacedNode, "core">) => boolean;
  /** The inputs that a request is made of; all of them when absent. */
  readonly requestInputs?: (node: PlacedNode) => StoredInputs;
  /** The request, or `undefined` where there is nothing to ask yet. @throws {RequestInputError} */
  readonly request: (inputs: InputData, node: PlacedNode) => Request | undefined;
  /** Members of every answer, such as streams. */
  readonly members?: (node: PlacedNode) => Members;
  /** Runs before the inputs are read; may write what they lead to. */
  readonly prepare?: (tx: RunnerTransaction, node: PlacedNode) => void;
  /** Members of the answer while there is nothing to ask; none when absent. */
  readonly idleMembers?: (inputs: InputData, node: PlacedNode) => Members;
  /** Told when a settled answer is met that this process did not ask for. */
  readonly onStored?: (node: PlacedNode) => void;
  /** Told when the inputs ask for nothing. */
  readonly onIdle?: (node: PlacedNode) => void;
}
