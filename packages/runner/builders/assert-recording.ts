/** What compiled tests call: operands of a condition are noted as they are evaluated. */
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

function listOf(parts: unknown): Part[] {
  if (!Array.isArray(parts)) throw new TypeError("An assertion notes its operands in an array");
  return parts;
}
