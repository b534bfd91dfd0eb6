/** The attributes of a span from the payload of its event: texts and numbers, lists as lengths. */
import type { EngineEvent } from "@commonfabric/contract";

export type Attributes = Record<string, string | number>;

/** Names are those of the payload behind `cf.`; a pointer is `identity#symbol`. */
export function attributesOf(event: EngineEvent): Attributes {
  const attributes: Attributes = {};
  for (const [name, value] of Object.entries(event)) {
    if (name === "type" || name === "seq" || name === "atMs") continue;
    if (typeof value === "string" || typeof value === "number") attributes[`cf.${name}`] = value;
    else if (Array.isArray(value)) attributes[`cf.${name}`] = value.length;
    else if (typeof value === "object" && value !== null) {
      attributes[`cf.${name}`] = textOf(value as Readonly<Record<string, string>>);
    }
  }
  return attributes;
}

/** A pointer, or the distinct reasons of a list of misses with how often each occurred. */
function textOf(value: Readonly<Record<string, string>>): string {
  if (value.identity !== undefined) return `${value.identity}#${value.symbol}`;
  const counts = new Map<string, number>();
  for (const reason of Object.values(value)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${reason}: ${count}`).join(", ");
}

/** How much an event adds to the counter of its name: modules where it lists some, else one. */
export function weightOf(event: EngineEvent): number {
  return "modules" in event && Array.isArray(event.modules) ? event.modules.length : 1;
}
