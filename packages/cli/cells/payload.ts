/** The payload of `set` and `call`: one of its forms, checked against the schema of its target. */
import type { JSONSchema } from "@commonfabric/api";
import { UsageError } from "../command/errors.ts";
import { payloadJson } from "../command/payload.ts";
import { payloadFromFields } from "../command/payload-fields.ts";
import type { VerbContext } from "../command/verb.ts";
import { valueFromJson } from "../output/value-from-json.ts";
import { unknownMember, valueProblem } from "../schema/check-value.ts";

/** A payload that was read, and waits for the schema of its target. */
export type GivenPayload =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly json: unknown }
  | { readonly kind: "fields"; readonly fields: readonly string[] };

/** Reads the operand after the address, or the fields behind `--`. @throws {UsageError} */
export async function givenPayload({ invocation, powers }: VerbContext): Promise<GivenPayload> {
  const operand = invocation.operands[1];
  const { fields } = invocation;
  if (operand !== undefined && fields !== undefined) {
    throw new UsageError("a payload and fields after -- exclude each other");
  }
  if (fields !== undefined) return { kind: "fields", fields };
  if (operand === undefined) return { kind: "none" };
  return { kind: "json", json: await payloadJson("payload", operand, powers) };
}

/** The argument that `json` spells. @throws {UsageError} for members that `schema` does not have */
export function checkedArgument(
  json: unknown,
  schema: JSONSchema | undefined,
  space: string,
): unknown {
  const value = valueFromJson(json, space);
  const problem = schema === undefined ? undefined : unknownMember(value, schema);
  if (problem !== undefined) throw new UsageError(`--argument: ${problem}`);
  return value;
}

/** The value that a payload spells. @throws {UsageError} when it does not fit `schema` */
export function payloadValue(
  given: Exclude<GivenPayload, { kind: "none" }>,
  schema: JSONSchema | undefined,
  space: string,
): unknown {
  const json = given.kind === "json" ? given.json : payloadFromFields(given.fields, schema);
  const value = valueFromJson(json, space);
  const problem = schema === undefined ? undefined : valueProblem(value, schema);
  if (problem !== undefined) throw new UsageError(problem);
  return value;
}
