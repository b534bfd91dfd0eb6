/** What is absent or blank is not told of; of points alike the first is settled, and only once. */
import { assert, NAME, pattern, TESTS, UI, valueEqual } from "commonfabric";
import MeetingNotes from "./main.tsx";

export default pattern(() => {
  const notes = MeetingNotes({
    meetings: [{ date: "2026-01-05", title: "Old", place: { room: "1" } }],
    points: [{ text: "Roof" }, { text: "Roof", owner: "Bo", settled: false }],
  });

  return {
    [TESTS]: [
      { assertion: assert(() => notes[NAME] === "Old, 2026-01-05 in 1") },
      { action: notes.schedule, event: { date: "2026-01-12", title: "  ", place: { room: "" } } },
      { assertion: assert(() => notes[NAME] === "Meeting, 2026-01-12") },
      { action: notes.settle, event: { text: "roof" } },
      { assertion: assert(() => notes.open.join() === "Roof,Roof") },
      { action: notes.settle, event: { text: "Roof" } },
      { action: notes.settle, event: { text: "Roof" } },
      {
        assertion: assert(() =>
          valueEqual(notes.points, [
            { text: "Roof", settled: true },
            { text: "Roof", owner: "Bo", settled: false },
          ])
        ),
      },
      { action: notes.note, event: { text: "", due: "" } },
      { assertion: assert(() => notes.open.join() === "Roof," && notes.points[2].due === "") },
      { action: notes.schedule, event: { date: "2026-01-19", people: [] } },
      { assertion: assert(() => notes.when === "2026-01-19" && notes.calendar === "none") },
      { render: notes[UI] },
    ],
  };
});
