import { action, computed, Default, handler, NAME, pattern, UI, Writable } from "commonfabric";
interface Habit {
  name: string;
  days: Record<string, boolean>;
  streak: Default<number, 0>;
}
interface Settings {
  theme: string;
  goals: { perDay: number; names: string[] };
}
interface Input {
  habits: Writable<Habit[]>;
  today: string;
  settings: Writable<Settings>;
}
const mark = handler<unknown, { habits: Writable<Habit[]>; name: string; day: string }>(
  (_, { habits, name, day }) => {
    habits.set(
      habits.get().map((habit) =>
        habit.name === name
          ? { ...habit, days: { ...habit.days, [day]: !habit.days[day] }, streak: habit.streak + 1 }
          : habit
      ),
    );
  },
);
export default pattern<Input>(({ habits, today, settings }) => {
  const done = computed(() => habits.get().filter((habit) => habit.days[today]).length);
  const theme = computed(() => settings.get().theme);
  const dark = action(() => settings.key("theme").set("dark"));
  const more = action(() =>
    settings.update({ goals: { ...settings.get().goals, perDay: settings.get().goals.perDay + 1 } })
  );
  return {
    [NAME]: today,
    [UI]: (
      <div data-theme={theme}>
        {done}/{settings.get().goals.perDay}
        {habits.map((habit) => (
          <li onClick={mark({ habits, name: habit.name, day: today })}>
            {habit.name} {habit.days[today] ? "x" : "_"} {habit.streak}
            {Object.keys(habit.days).length}
          </li>
        ))}
        {settings.get().goals.names.map((name) => <b>{name}</b>)}
        <cf-button onClick={dark}>dark</cf-button>
        <cf-button onClick={more}>more</cf-button>
      </div>
    ),
    done,
  };
});
