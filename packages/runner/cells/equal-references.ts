/** `equals(a, b)`: the static form, for pattern code and hosts. */
import { samePlace } from "./compare.ts";
import type { CellHost } from "./host.ts";
import { makeReader } from "./reading.ts";

/** Whether two values stand for one place, as the running action sees it if one does. */
export function equalReferences(host: CellHost, a: unknown, b: unknown): boolean {
  return samePlace(makeReader(host, host.currentTransaction(), true), a, b);
}
