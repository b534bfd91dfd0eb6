/** An event of the pattern manager as one line for people: when, what, and its fields. */
import { quote, shownText } from "@commonfabric/contract";
import { isModuleIdentity } from "@commonfabric/module-identity";
import type { LoggedEvent } from "@commonfabric/runner";

const SHOWN_IDENTITY = 12;

/** `startMs` is the time from which the line counts. Identities are cut to 12 characters. */
export function eventText(event: LoggedEvent, startMs: number): string {
  const { type, atMs, seq: _, ...fields } = event;
  const parts = Object.entries(fields).map(([name, value]) => `${name}=${valueText(value)}`);
  return [`+${Math.round(atMs - startMs)}ms`, type, ...parts].join(" ");
}

function valueText(value: unknown): string {
  if (typeof value === "string") return textText(value);
  if (Array.isArray(value)) return `[${value.map(valueText).join(" ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const { identity, symbol, ...rest } = value as Record<string, unknown>;
  if (identity !== undefined) return `${valueText(identity)}#${symbol}`;
  return `[${
    Object.entries(rest).map(([name, part]) => `${valueText(name)}:${valueText(part)}`).join(" ")
  }]`;
}

function textText(text: string): string {
  const isIdentity: boolean = isModuleIdentity(text);
  if (isIdentity) return text.slice(0, SHOWN_IDENTITY);
  return text.includes(" ") ? quote(text) : shownText(text);
}
