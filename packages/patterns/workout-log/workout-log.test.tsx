/** A week ends with its Sunday, over the end of a year too; of two workouts alike one is dropped. */
import { assert, NAME, pattern, TESTS, UI, valueEqual } from "commonfabric";
import WorkoutLog from "./main.tsx";

export default pattern(() => {
  const training = WorkoutLog({ workouts: [], goal: 50 });

  return {
    [TESTS]: [
      { assertion: assert(() => training.best === undefined && training.weeks.length === 0) },
      { action: training.log, event: { day: "2027-01-03" } },
      { action: training.log, event: { day: "2026-12-28", sets: [] } },
      { action: training.log, event: { day: "2026-12-28" } },
      {
        assertion: assert(() =>
          valueEqual(training.weeks, [{ monday: "2026-12-28", minutes: 90, kinds: ["run"] }])
        ),
      },
      { assertion: assert(() => training.progress.share === 1 && training.best === 0) },
      { action: training.drop, event: { day: "2026-12-28", kind: "run" } },
      { action: training.drop, event: { day: "2027-01-03", kind: "swim" } },
      { assertion: assert(() => training.workouts.length === 2 && training.best === undefined) },
      { action: training.log, event: { day: "2027-01-04", minutes: 5, kind: "lift" } },
      { assertion: assert(() => training[NAME] === "Training: 5 of 50 minutes") },
      { assertion: assert(() => training.days.join() === "2026-12-28,2027-01-03,2027-01-04") },
      { render: training[UI] },
    ],
  };
});
