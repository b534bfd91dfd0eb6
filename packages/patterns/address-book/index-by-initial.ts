/** Groups contacts by the first letter of their names. */
import type { Contact, Group } from "./types.ts";

export function indexByInitial(contacts: readonly Contact[]): Group[] {
  const groups = new Map<string, string[]>();
  for (const { name } of contacts) {
    const initial = (name[0] ?? "?").toUpperCase();
    groups.set(initial, [...(groups.get(initial) ?? []), name]);
  }
  return [...groups]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([initial, names]) => ({ initial, names: names.toSorted((a, b) => (a < b ? -1 : 1)) }));
}
