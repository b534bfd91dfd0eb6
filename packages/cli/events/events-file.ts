/**
 * The events file of `cf run --events`: a JSON array of steps, or one step a line. Everything that
 * does not have the documented shape is refused with its place.
 */
import { quote } from "@commonfabric/contract";
import { UsageError } from "../command/errors.ts";

export interface EventStep {
  readonly events: readonly {
    readonly stream: readonly string[];
    readonly payload: unknown;
    readonly hasPayload: boolean;
  }[];
  readonly expect: readonly { readonly path: readonly string[]; readonly value: unknown }[];
  readonly settle: boolean;
  readonly label: string | null;
}

/** The steps of `text`. @throws {UsageError} naming the step and the field that is wrong. */
export function parseEventSteps(text: string, name: string): EventStep[] {
  const raw = parseJsonOrLines(text, name);
  return raw.map((step, index) => readStep(step, `${name}: step ${index + 1}`));
}

function parseJsonOrLines(text: string, name: string): unknown[] {
  const whole = tryJson(text);
  if (whole.ok) {
    if (Array.isArray(whole.value)) return whole.value;
    return [whole.value];
  }
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, index) => {
    const parsed = tryJson(line);
    if (parsed.ok) return parsed.value;
    throw new UsageError(`${name}: not JSON: line ${index + 1}: ${parsed.reason}`);
  });
}

function tryJson(text: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, reason: (error as Error).message };
  }
}

const STEP_FIELDS = ["events", "expect", "settle", "label"];

function readStep(value: unknown, where: string): EventStep {
  const step = record(value, where, STEP_FIELDS);
  const label = step.get("label");
  if (label !== undefined && typeof label !== "string") {
    throw new UsageError(`${where}: label: not a string`);
  }
  const settle = step.get("settle");
  if (settle !== undefined && typeof settle !== "boolean") {
    throw new UsageError(`${where}: settle: not true or false`);
  }
  return {
    events: list(step.get("events"), `${where}: events`).map((event, index) => {
      const at = `${where}: events[${index}]`;
      const fields = record(event, at, ["stream", "payload"]);
      return {
        stream: segments(fields.get("stream"), `${at}: stream`),
        payload: fields.get("payload"),
        hasPayload: fields.has("payload"),
      };
    }),
    expect: list(step.get("expect"), `${where}: expect`).map((expectation, index) => {
      const at = `${where}: expect[${index}]`;
      const fields = record(expectation, at, ["path", "value"]);
      return { path: segments(fields.get("path"), `${at}: path`), value: fields.get("value") };
    }),
    settle: settle === true,
    label: label ?? null,
  };
}

function record(value: unknown, where: string, known: readonly string[]): Map<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UsageError(`${where}: not an object`);
  }
  const fields = new Map(Object.entries(value));
  for (const name of fields.keys()) {
    if (!known.includes(name)) {
      throw new UsageError(`${where}: unknown field: ${quote(name)} (known: ${known.join(", ")})`);
    }
  }
  return fields;
}

function list(value: unknown, where: string): unknown[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) throw new UsageError(`${where}: not a list`);
  return value;
}

/** Dot-separated segments, or an array of segments. The empty path is the result itself. */
export function segments(value: unknown, where: string): string[] {
  if (typeof value === "string") return value === "" ? [] : value.split(".");
  if (!Array.isArray(value)) throw new UsageError(`${where}: not a path`);
  return value.map((segment) => {
    if (typeof segment === "string") return segment;
    if (Number.isInteger(segment) && segment >= 0) return String(segment);
    throw new UsageError(`${where}: not a path segment: ${quote(JSON.stringify(segment))}`);
  });
}
