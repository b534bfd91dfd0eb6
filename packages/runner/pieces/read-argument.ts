/** What code gets as its argument: the inputs of its node under their schema. */
import type { JSONSchemaObject } from "@commonfabric/api";
import { schemaNode } from "../schemas/schema-node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import { HandlerStateError } from "./errors.ts";
import type { NodeInputs } from "./node-inputs.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/** The state of a handler under its schema. @throws {HandlerStateError} */
export function readState(
  core: RuntimeCore,
  tx: RunnerTransaction,
  inputs: NodeInputs,
): unknown {
  const { parameters, isCallable } = readArgument(core, tx, inputs);
  const { required } = schemaNode(inputs.schema);
  if (isCallable || required.size === 0) return parameters[0];
  throw new HandlerStateError([...required].filter((name) => !hasMember(core, tx, inputs, name)));
}

function hasMember(
  core: RuntimeCore,
  tx: RunnerTransaction,
  { address, node, schema }: NodeInputs,
  name: string,
): boolean {
  const whole = schemaNode(schema).toSchema() as JSONSchemaObject;
  const { [name]: member } = whole.properties ?? {};
  if (member === undefined) return true;
  const only = { ...whole, properties: { [name]: member }, required: [name] };
  return core.cells.project(tx, { address, node }, only) !== undefined;
}

/** The argument view; `isCallable` is false when code must not run on it. */
export function readArgument(
  core: RuntimeCore,
  tx: RunnerTransaction,
  { address, node, schema, hasOwnState }: NodeInputs,
): { readonly parameters: unknown[]; readonly isCallable: boolean } {
  if (schema === false) return { parameters: [], isCallable: true };
  if (hasOwnState && tx.document(address)?.value === undefined) {
    tx.apply(address, { part: "value", path: [], kind: "write", value: node });
  }
  const argument = core.cells.project(tx, { address, node }, schema);
  return { parameters: [argument], isCallable: argument !== undefined };
}
