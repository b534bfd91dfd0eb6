/** What code gets as its argument: the inputs of its node under their schema. */
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { NodeInputs } from "./node-inputs.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/** The argument view; `isCallable` is false when code must not run on it. */
export function readArgument(
  core: RuntimeCore,
  tx: RunnerTransaction,
  { address, node, schema, hasOwnState }: NodeInputs,
): { readonly parameters: unknown[]; readonly isCallable: boolean } {
  if (schema === false) return { parameters: [], isCallable: true };
  if (hasOwnState && tx.document(address.space, address.id)?.value === undefined) {
    tx.apply(address, { part: "value", path: [], kind: "write", value: node });
  }
  const argument = core.cells.project(tx, { address, node }, schema);
  return { parameters: [argument], isCallable: argument !== undefined };
}
