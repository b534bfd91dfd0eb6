/** What compiled tests call: operands of a condition are noted as they are evaluated. */
import type { JSONSchema } from "@commonfabric/api";
import { toCompactDebugString } from "./debug-strings.ts";

interface Part {
  readonly src: string;
  readonly rendered: string;
}

const RENDERED_LENGTH = 500;

/** Notes `value` under its source text, and gives it back. */
export function assertCapture(parts: unknown, src: unknown, value: unknown): unknown {
  const part: Part = Object.freeze({
    src: String(src),
    rendered: toCompactDebugString(value, RENDERED_LENGTH),
  });
  listOf(parts).push(part);
  return value;
}

/** The outcome of a condition with the operands that were noted. */
export function assertRecord(ok: unknown, source: unknown, parts: unknown): object {
  return Object.freeze({
    ok: Boolean(ok),
    source: String(source),
    parts: Object.freeze([...listOf(parts)]),
  });
}

/** Whether a lift with this result is the condition of a test, as the compiler makes it of `assert`. */
export function isRecordSchema(schema: JSONSchema | undefined): boolean {
  if (typeof schema !== "object") return false;
  const { properties = {}, required = [] } = schema;
  return Object.keys(properties).join() === RECORD_MEMBERS && required.join() === RECORD_MEMBERS;
}

const RECORD_MEMBERS = "ok,source,parts";

function listOf(parts: unknown): Part[] {
  if (!Array.isArray(parts)) throw new TypeError("An assertion notes its operands in an array");
  return parts;
}
