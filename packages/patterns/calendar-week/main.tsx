/** A week of appointments: a plain list of days, and a record looked up by a day that is chosen. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { type Appointment, clashes, type Day, DAYS, LONG, sorted, type Week } from "./week.ts";

interface Input {
  week: Writable<Week | Default<{}>>;
  day: Writable<Day | Default<"mon">>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  agenda: string[];
  busy: { day: Day; count: number; clashes: string[] }[];
  book: Stream<Appointment & { day: Day }>;
  clear: Stream<{ day?: Day }>;
}

export default pattern<Input, Output>(({ week, day }) => {
  const today = computed(() => sorted(week.get()[day.get()]));
  const agenda = today.map(({ at, title, with: people }) =>
    people?.length ? `${at} ${title} with ${people.join(" & ")}` : `${at} ${title}`
  );
  const busy = DAYS.map((name) => {
    const events = computed(() => week.get()[name]);
    return { day: name, count: events?.length ?? 0, clashes: clashes(events) };
  });

  const book = action<Appointment & { day: Day }>(({ day: on, ...event }) => {
    week.update({ [on]: [...(week.get()[on] ?? []), event] });
  });
  const clear = action<{ day?: Day }>((event) => {
    const { [event.day ?? day.get()]: _gone, ...rest } = week.get();
    week.set(rest);
  });

  return {
    [NAME]: `Week: ${LONG[day.get()]}`,
    [UI]: (
      <cf-grid columns={5}>
        {DAYS.map((name) => (
          <section>
            <cf-button
              variant={day.get() === name ? "solid" : "ghost"}
              onClick={() => day.set(name)}
            >
              {LONG[name]} {week.get()[name] && `(${week.get()[name]?.length})`}
            </cf-button>
            <ul>
              {(week.get()[name] ?? []).map((event) => (
                <li title={event.minutes ? `${event.minutes} minutes` : "half an hour"}>
                  {event.at} {event.title}
                </li>
              ))}
            </ul>
          </section>
        ))}
        <aside>
          {today.length > 0
            ? agenda.map((line, index) => <p>{index + 1}/{today.length} {line}</p>)
            : <p>{LONG[day.get()]} is free.</p>}
        </aside>
      </cf-grid>
    ),
    agenda,
    busy,
    book,
    clear,
  };
});
