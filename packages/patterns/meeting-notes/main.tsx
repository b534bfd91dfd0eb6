/** Minutes of a meeting: optional fields all over, a tool for a model, a calendar that may be absent. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  patternTool,
  type Stream,
  UI,
  type VNode,
  wish,
  type Writable,
} from "commonfabric";
import { agendaLine, type Meeting, type Point, search } from "./minutes.ts";

interface Input {
  /** The latest is last. */
  meetings: Writable<Meeting[] | Default<[]>>;
  points: Writable<Point[] | Default<[]>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  points: Point[];
  when: string;
  open: string[];
  calendar: string;
  tools: Record<string, unknown>;
  note: Stream<{ text: string; owner?: string; due?: string }>;
  settle: Stream<{ text: string }>;
  schedule: Stream<Meeting>;
}

export default pattern<Input, Output>(({ meetings, points }) => {
  const meeting = meetings.get().at(-1);
  const calendar = wish<{ events: { title: string }[] }>({ query: "#calendar" });
  const when = meeting?.place?.room
    ? `${meeting.date} in ${meeting.place.room}`
    : meeting?.date ?? "no date";
  const open = points.get().filter((point) => !point.settled).map((point) => point.text);

  const searchPoints = pattern<{ query: string; points: Point[] }, { found: Point[] }>(
    ({ query, points }) => {
      const found = computed(() => search(points, query));
      return { found };
    },
  );

  const note = action<{ text: string; owner?: string; due?: string }>((point) => {
    points.push(point);
  });
  const settle = action<{ text: string }>(({ text }) => {
    const index = points.get().findIndex((point) => point.text === text);
    if (index >= 0) points.key(index, "settled").set(true);
  });

  return {
    [NAME]: `${meeting?.title?.trim() || "Meeting"}, ${when}`,
    [UI]: (
      <main>
        <h1>{meeting?.title ?? "Meeting"}</h1>
        <p>{meeting?.people?.map((person) => person.name)?.join(", ") ?? "nobody yet"}</p>
        <p>{meeting?.place?.url && <a href={meeting.place.url}>Join</a>}</p>
        <ul>
          {points.map((point) => (
            <li>
              {agendaLine(point)}
              {point.owner?.toUpperCase()}
              {point.settled ? " (settled)" : point.due ? ` by ${point.due}` : ""}
            </li>
          ))}
        </ul>
        {calendar.result?.events.map((event) => <span>{event.title}</span>)}
        {calendar.error && <small>No calendar here.</small>}
      </main>
    ),
    points,
    when,
    open,
    calendar: calendar.result?.events[0]?.title ?? "none",
    tools: { search: patternTool(searchPoints, { points }) },
    note,
    settle,
    schedule: action<Meeting>((event) => meetings.push(event)),
  };
});
