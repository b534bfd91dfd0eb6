/** What a node gets as its argument: its binding under its schema. */
import type { JSONSchema } from "@commonfabric/api";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/** The stored tree of a node's inputs, and the place it counts as. */
export interface NodeInputs {
  readonly address: Address;
  readonly node: unknown;
}

/** The argument view; `isCallable` is false when code must not run on it. */
export function readArgument(
  core: RuntimeCore,
  tx: RunnerTransaction,
  inputs: NodeInputs,
  schema: JSONSchema | undefined,
): { readonly parameters: unknown[]; readonly isCallable: boolean } {
  if (schema === false) return { parameters: [], isCallable: true };
  const argument = core.cells.project(tx, inputs, schema);
  return { parameters: [argument], isCallable: argument !== undefined };
}
