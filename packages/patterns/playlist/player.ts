/** Songs, and the order in which they are played. */
import type { Default } from "commonfabric";

export interface Song {
  title: string;
  artist: string;
  /** In seconds. */
  length: number;
  loved: boolean | Default<false>;
}

export type Repeat = "off" | "one" | "all";

export const REPEATS: readonly Repeat[] = ["off", "one", "all"];

export function clock(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Where to go from `at`; `undefined` at the end of the list. */
export function following(at: number, count: number, repeat: Repeat): number | undefined {
  if (repeat === "one") return at;
  if (at + 1 < count) return at + 1;
  return repeat === "all" && count > 0 ? 0 : undefined;
}

export const sleeve = { color: "teal", size: { w: 3, h: 4 } };
