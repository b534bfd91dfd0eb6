/** Weekdays, and the events of a week by day. */

export const DAYS = ["mon", "tue", "wed", "thu", "fri"] as const;
export type Day = (typeof DAYS)[number];

export const LONG: Record<Day, string> = {
  mon: "Monday",
  tue: "Tuesday",
  wed: "Wednesday",
  thu: "Thursday",
  fri: "Friday",
};

export interface Appointment {
  /** As `09:30`. */
  at: string;
  title: string;
  minutes?: number;
  with?: readonly string[];
}

export type Week = { [day in Day]?: Appointment[] };

export function minutesOf(at: string): number {
  const [hours, minutes] = at.split(":").map(Number);
  return hours! * 60 + minutes!;
}

export function sorted(day: readonly Appointment[] = []): Appointment[] {
  return day.toSorted((a, b) => minutesOf(a.at) - minutesOf(b.at));
}

/** Titles of appointments that begin before the one before them ends. */
export function clashes(day: readonly Appointment[] = []): string[] {
  const inOrder = sorted(day);
  return inOrder.flatMap(({ at, title }, index) => {
    const before = inOrder[index - 1];
    if (before === undefined) return [];
    return minutesOf(before.at) + (before.minutes ?? 30) > minutesOf(at) ? [title] : [];
  });
}
