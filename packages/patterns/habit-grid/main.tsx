/** A grid of habits and days. What a cell of the grid shows is looked up by the name of its day. */
import {
  computed,
  type Default,
  handler,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { type Day, DAYS, daysDone, streak, type Week } from "./week.ts";

interface Habit {
  name: string;
  goal: number | Default<7>;
  week: Week | Default<{}>;
}

interface Input {
  habits: Writable<Habit[] | Default<[]>>;
  today: Day | Default<"Mon">;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  habits: Habit[];
  best: { name: string; days: number } | null;
  addHabit: Stream<{ name: string; goal?: number }>;
  tick: Stream<{ habit: string; day: string }>;
}

const addHabit = handler<{ name: string; goal?: number }, { habits: Writable<Habit[]> }>(
  ({ name, goal = 7 }, { habits }) => {
    habits.push({ name, goal, week: {} });
  },
);

function flipped(week: Readonly<Week>, day: string): Week {
  return { ...week, [day]: !week[day] };
}

const tick = handler<{ habit: string; day: string }, { habits: Writable<Habit[]> }>(
  ({ habit, day }, { habits }) => {
    const index = habits.get().findIndex(({ name }) => name === habit);
    if (index < 0) return;
    const week = habits.key(index, "week");
    week.set(flipped(week.get(), day));
  },
);

export default pattern<Input, Output>(({ habits, today }) => {
  const best = computed(() => {
    const ranked = habits.get()
      .map(({ name, week }) => ({ name, days: streak(week) }))
      .toSorted((a, b) => b.days - a.days);
    return ranked[0] ?? null;
  });

  return {
    [NAME]: `Habits on ${today}`,
    [UI]: (
      <table>
        <thead>
          <tr>
            <th>Habit</th>
            {DAYS.map((day) => <th class={day === today ? "today" : ""}>{day}</th>)}
            <th>Days</th>
          </tr>
        </thead>
        <tbody>
          {habits.map((habit) => (
            <tr>
              <th>{habit.name}</th>
              {DAYS.map((day) => (
                <td>
                  <cf-button
                    aria-label={`${habit.name} on ${day}`}
                    onClick={() => {
                      const index = habits.get().findIndex(({ name }) => name === habit.name);
                      const week = habits.key(index, "week");
                      week.set(flipped(week.get(), day));
                    }}
                  >
                    {habit.week[day] ? "✓" : "·"}
                  </cf-button>
                </td>
              ))}
              <td>{daysDone(habit.week)} of {habit.goal}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{best ? `Best: ${best.name}, ${best.days} in a row` : "No habits yet"}</td>
          </tr>
        </tfoot>
      </table>
    ),
    habits,
    best,
    addHabit: addHabit({ habits }),
    tick: tick({ habits }),
  };
});
