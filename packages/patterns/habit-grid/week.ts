/** Days as text, `2026-03-09`: sortable, and stored as they are. */

export const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
export type Day = (typeof DAYS)[number];

export type Week = Record<string, boolean>;

/** The longest run of days in a row. */
export function streak(week: Readonly<Week>): number {
  let longest = 0;
  let run = 0;
  for (const day of DAYS) {
    run = week[day] ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

export function daysDone(week: Readonly<Week>): number {
  return Object.values(week).filter(Boolean).length;
}
