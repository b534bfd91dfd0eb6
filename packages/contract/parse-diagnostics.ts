/** Stored diagnostics back from their JSON text: what a store says counts only in this shape. */
import type { Diagnostic } from "./diagnostic.ts";

const SEVERITIES: readonly unknown[] = ["error", "warning", "info"];

/** The diagnostics of `json`, or `undefined` when it is not a list of well-formed ones. */
export function parseDiagnostics(json: string): readonly Diagnostic[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  return Array.isArray(value) && value.every(isDiagnostic) ? value : undefined;
}

function isDiagnostic(value: unknown): value is Diagnostic {
  if (!isRecord(value)) return false;
  const { severity, phase, code, message, offset, length, notes, fixes, emitted } = value;
  return SEVERITIES.includes(severity) && [phase, code, message].every(isText) &&
    isPlace(value) && isNumberOrNull(offset) && isNumberOrNull(length) &&
    Array.isArray(notes) && notes.every(isNote) && Array.isArray(fixes) && fixes.every(isFix) &&
    (emitted === null ||
      (isRecord(emitted) && isNumber(emitted["line"]) && isNumber(emitted["column"])));
}

function isNote(value: unknown): boolean {
  return isRecord(value) && isText(value["message"]) && isPlace(value);
}

function isFix(value: unknown): boolean {
  if (!isRecord(value) || !isText(value["title"]) || !Array.isArray(value["edits"])) return false;
  return value["edits"].every((edit) =>
    isRecord(edit) && isNumber(edit["offset"]) && isNumber(edit["length"]) && isText(edit["text"])
  );
}

function isPlace({ file, line, column }: Record<string, unknown>): boolean {
  return (file === null || isText(file)) && isNumberOrNull(line) && isNumberOrNull(column);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isNumber(value: unknown): value is number {
  return typeof value === "number";
}

function isNumberOrNull(value: unknown): boolean {
  return value === null || isNumber(value);
}
