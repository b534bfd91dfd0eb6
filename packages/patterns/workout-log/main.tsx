/** A log of workouts by week, with personal bests. */
import {
  computed,
  type Default,
  handler,
  lift,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";
import { bestSet, Kind, type Week, weeksOf, type Workout } from "./training.ts";

interface Input {
  workouts: Writable<Workout[] | Default<[]>>;
  goal: number | Default<150>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  workouts: Workout[];
  weeks: Week[];
  best: number | undefined;
  days: string[];
  progress: { minutes: number; goal: number; share: number };
  log: Stream<Partial<Workout> & { day: string }>;
  drop: Stream<{ day: string; kind: Kind }>;
}

const log = handler<Partial<Workout> & { day: string }, { workouts: Writable<Workout[]> }>(
  (event, { workouts }) => {
    workouts.push({ kind: Kind.Run, minutes: 30, ...event });
  },
);

const drop = handler<{ day: string; kind: Kind }, { workouts: Writable<Workout[]> }>(
  ({ day, kind }, { workouts }) => {
    const found = workouts.get().find((one) => one.day === day && one.kind === kind);
    if (found) workouts.remove(found);
  },
);

const progressOf = lift((input: { weeks: Week[]; goal: number }) => {
  const minutes = input.weeks[0]?.minutes ?? 0;
  return { minutes, goal: input.goal, share: Math.min(1, minutes / input.goal) };
});

const byDay = lift(({ workouts }: { workouts: readonly Workout[] }) =>
  [...new Set(workouts.map(({ day }) => day))].sort()
);

export default pattern<Input, Output>(({ workouts, goal }) => {
  const kind = new Writable<Kind>(Kind.Run);
  const weeks = computed(() => weeksOf(workouts.get()));
  const progress = progressOf({ weeks, goal });
  const best = computed(() => {
    const bests = workouts.get().map(bestSet).filter((weight) => weight !== undefined);
    return bests.length > 0 ? Math.max(...bests) : undefined;
  });
  const chosen = workouts.get().filter((workout) => workout.kind === kind.get());

  return {
    [NAME]: `Training: ${progress.minutes} of ${goal} minutes`,
    [UI]: (
      <cf-vstack>
        <cf-progress value={progress.share} max={1} />
        <cf-select
          $value={kind}
          items={Object.entries(Kind).map(([label, value]) => ({ label, value }))}
        />
        <ul>
          {chosen.map((workout) => (
            <li>
              <time>{workout.day}</time> {workout.minutes}&#39;
              {workout.sets && workout.sets.length > 0
                ? <small>{workout.sets.map((weight) => `${weight} kg`).join(", ")}</small>
                : null}
              {workout.note?.length ? <q>{workout.note}</q> : null}
            </li>
          ))}
        </ul>
        <table>
          <tbody>
            {weeks.map((week, index) => (
              <tr class={index === 0 ? "this" : "past"}>
                <td>{week.monday}</td>
                <td>{week.minutes}</td>
                <td>{week.kinds.join("/")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </cf-vstack>
    ),
    workouts,
    weeks,
    best,
    days: byDay({ workouts }),
    progress,
    log: log({ workouts }),
    drop: drop({ workouts }),
  };
});
