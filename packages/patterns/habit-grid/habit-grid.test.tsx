/** A gap ends a run, and so does the end of the week; of equals the first counts. */
import { assert, NAME, pattern, TESTS, UI, valueEqual } from "commonfabric";
import HabitGrid from "./main.tsx";

export default pattern(() => {
  const grid = HabitGrid({
    habits: [
      { name: "Run", goal: 3, week: { Sat: true, Sun: true, Mon: true } },
      { name: "Read", goal: 7, week: {} },
    ],
    today: "Wed",
  });

  return {
    [TESTS]: [
      { assertion: assert(() => grid[NAME] === "Habits on Wed" && grid.best?.days === 2) },
      { action: grid.tick, event: { habit: "Read", day: "Mon" } },
      { action: grid.tick, event: { habit: "Read", day: "Tue" } },
      { assertion: assert(() => grid.best?.name === "Run") },
      { action: grid.addHabit, event: { name: "Read", goal: 1 } },
      { action: grid.tick, event: { habit: "Read", day: "Thu" } },
      { assertion: assert(() => valueEqual(grid.habits[2], { name: "Read", goal: 1, week: {} })) },
      { assertion: assert(() => grid.best?.name === "Run") },
      { action: grid.tick, event: { habit: "Read", day: "Wed" } },
      { assertion: assert(() => valueEqual(grid.best, { name: "Read", days: 4 })) },
      { action: grid.tick, event: { habit: "Run", day: "someday" } },
      { assertion: assert(() => grid.habits[0].week.someday && grid.best?.days === 4) },
      { render: grid[UI] },
    ],
  };
});
