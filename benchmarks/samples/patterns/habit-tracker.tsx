import {
  computed,
  Default,
  handler,
  lift,
  NAME,
  pattern,
  Stream,
  UI,
  type VNode,
  Writable,
} from "commonfabric";

/** A habit and the days on which it was kept, as YYYY-MM-DD. */
interface Habit {
  name: string;
  icon: string | Default<"*">;
  target: number | Default<7>;
  days: string[] | Default<[]>;
  archived: boolean | Default<false>;
}

interface Settings {
  weekStart: "monday" | "sunday";
  compact: boolean;
}

interface Input {
  habits: Writable<Habit[] | Default<[]>>;
  today: string | Default<"2026-01-05">;
  settings: Writable<
    Settings | Default<{ weekStart: "monday"; compact: false }>
  >;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  habits: Habit[];
  rate: number;
  best: string;
  toggleDay: Stream<{ habit: string; day: string }>;
}

const DAY = 86_400_000;

function dayBefore(day: string, count: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) - count * DAY;
  return new Date(time).toISOString().slice(0, 10);
}

/** Days in a row that end today or yesterday. */
function streakOf(days: readonly string[], today: string): number {
  let streak = 0;
  let day = days.includes(today) ? today : dayBefore(today, 1);
  while (days.includes(day)) {
    streak++;
    day = dayBefore(day, 1);
  }
  return streak;
}

const weekOf = lift((input: { today: string; weekStart: string }): string[] => {
  const weekday = new Date(`${input.today}T00:00:00Z`).getUTCDay();
  const offset = input.weekStart === "monday" ? (weekday + 6) % 7 : weekday;
  const days: string[] = [];
  for (let index = 0; index < 7; index++) {
    days.push(dayBefore(input.today, offset - index));
  }
  return days;
});

const toggleDay = handler<
  { habit: string; day: string },
  { habits: Writable<Habit[]> }
>(({ habit, day }, { habits }) => {
  const index = habits.get().findIndex((each) => each.name === habit);
  if (index < 0) return;
  const days = habits.key(index).key("days");
  const kept = days.get();
  days.set(
    kept.includes(day) ? kept.filter((each) => each !== day) : [...kept, day].toSorted(),
  );
});

const tick = handler<unknown, { habit: Writable<Habit>; day: string }>(
  (_event, { habit, day }) => {
    const { days } = habit.get();
    if (days.includes(day)) {
      habit.update({ days: days.filter((each) => each !== day) });
    } else {
      habit.key("days").push(day);
    }
  },
);

const addHabit = handler<
  { detail: { message: string } },
  { habits: Writable<Habit[]> }
>(({ detail: { message } }, { habits }) => {
  const [icon = "*", ...words] = message.split(" ");
  const name = words.join(" ").trim() || icon;
  habits.push({ name, icon, target: 7, days: [], archived: false });
});

export default pattern<Input, Output>(({ habits, today, settings }) => {
  const week = weekOf({ today, weekStart: settings.key("weekStart") });
  const active = computed(() => habits.get().filter((h) => !h.archived));
  const rate = computed(() => {
    const possible = active.reduce((sum, habit) => sum + habit.target, 0);
    if (possible === 0) return 0;
    const kept = active.reduce(
      (sum, habit) => sum + habit.days.filter((day) => week.includes(day)).length,
      0,
    );
    return Math.round((100 * kept) / possible);
  });
  const best = computed(() => {
    let name = "none yet";
    let longest = 0;
    for (const habit of active) {
      const streak = streakOf(habit.days, today);
      if (streak > longest) {
        longest = streak;
        name = habit.name;
      }
    }
    return longest > 0 ? `${name} (${longest} days)` : name;
  });

  return {
    [NAME]: computed(() => `Habits: ${rate}%`),
    [UI]: (
      <cf-screen>
        <cf-vstack gap="3" padding="4">
          <cf-hstack justify="between" align="center">
            <cf-heading level={2}>Habits</cf-heading>
            <cf-progress value={rate} max={100} />
            <span>{rate}% this week</span>
          </cf-hstack>
          <cf-text tone="muted">Longest streak: {best}</cf-text>

          <cf-table striped>
            <table>
              <thead>
                <tr>
                  <th>Habit</th>
                  {week.map((day) => <th>{day === today ? "today" : day.slice(5)}</th>)}
                  <th>Goal</th>
                </tr>
              </thead>
              <tbody>
                {habits.map((habit) => (
                  <tr>
                    <td>
                      {habit.icon} {habit.name}
                    </td>
                    {week.map((day) => (
                      <td>
                        <cf-button
                          variant={habit.days.includes(day) ? "solid" : "outline"}
                          onClick={tick({ habit, day })}
                        >
                          {habit.days.includes(day) ? "x" : "-"}
                        </cf-button>
                      </td>
                    ))}
                    <td>
                      {habit.days.length} / {habit.target}
                      <cf-checkbox $checked={habit.archived}>
                        Archive
                      </cf-checkbox>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </cf-table>

          {active.length === 0 && <cf-empty-state message="Add a habit to begin." />}

          <cf-message-input
            placeholder="icon and name"
            oncf-send={addHabit({ habits })}
          />

          <cf-hstack gap="2">
            <cf-switch $checked={settings.key("compact")}>Compact</cf-switch>
            <cf-select
              $value={settings.key("weekStart")}
              items={[
                { label: "Monday", value: "monday" },
                { label: "Sunday", value: "sunday" },
              ]}
            />
          </cf-hstack>
        </cf-vstack>
      </cf-screen>
    ),
    habits,
    rate,
    best,
    toggleDay: toggleDay({ habits }),
  };
});
