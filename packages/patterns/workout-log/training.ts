/** Workouts by day. Days are text, `2026-03-09`, so that they sort as they are. */

export const Kind = {
  Run: "run",
  Lift: "lift",
  Swim: "swim",
} as const;
export type Kind = (typeof Kind)[keyof typeof Kind];

export interface Workout {
  day: string;
  kind: Kind;
  minutes: number;
  /** Weights in the order in which they were lifted. */
  sets?: number[];
  note?: string | null;
}

export interface Week {
  monday: string;
  minutes: number;
  kinds: Kind[];
}

const DAY = 24 * 60 * 60 * 1000;

export function mondayOf(day: string): string {
  const time = Date.parse(`${day}T00:00:00Z`);
  const weekday = (new Date(time).getUTCDay() + 6) % 7;
  return new Date(time - weekday * DAY).toISOString().slice(0, 10);
}

export function weeksOf(workouts: readonly Workout[]): Week[] {
  const weeks = new Map<string, Week>();
  for (const { day, kind, minutes } of workouts) {
    const monday = mondayOf(day);
    const week = weeks.get(monday) ?? { monday, minutes: 0, kinds: [] };
    const kinds = week.kinds.includes(kind) ? week.kinds : [...week.kinds, kind];
    weeks.set(monday, { monday, minutes: week.minutes + minutes, kinds });
  }
  return [...weeks.values()].sort((a, b) => (a.monday < b.monday ? 1 : -1));
}

export function bestSet(workout: Workout): number | undefined {
  return workout.sets?.reduce((best, weight) => Math.max(best, weight), 0);
}
