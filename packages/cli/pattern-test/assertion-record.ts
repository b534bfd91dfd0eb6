/** The record that `assert(() => condition)` yields. */
import type { AssertionPart } from "./test-report.ts";

export interface AssertionRecord {
  readonly ok: boolean;
  readonly source: string;
  readonly parts: readonly AssertionPart[];
}

/** `value` as such a record; `undefined` for anything else. */
export function assertionRecord(value: unknown): AssertionRecord | undefined {
  if (!isRecord(value)) return undefined;
  const { ok, source, parts } = value;
  if (typeof ok !== "boolean" || typeof source !== "string" || !Array.isArray(parts)) {
    return undefined;
  }
  const read: AssertionPart[] = [];
  for (const part of parts) {
    if (!isRecord(part)) return undefined;
    const { src, rendered } = part;
    if (typeof src !== "string" || typeof rendered !== "string") return undefined;
    read.push({ src, rendered });
  }
  return { ok, source, parts: read };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
