/** Appointments are in the order of time, not of text; those that only touch do not clash. */
import { action, assert, NAME, pattern, TESTS, UI, valueEqual, Writable } from "commonfabric";
import CalendarWeek from "./main.tsx";

export default pattern(() => {
  const day = new Writable<"mon" | "tue" | "wed" | "thu" | "fri">("fri");
  const calendar = CalendarWeek({ week: { fri: [{ at: "10:00", title: "Late" }] }, day });

  return {
    [TESTS]: [
      { assertion: assert(() => calendar[NAME] === "Week: Friday") },
      { action: calendar.book, event: { day: "fri", at: "9:30", title: "Early", with: [] } },
      { assertion: assert(() => valueEqual(calendar.agenda, ["9:30 Early", "10:00 Late"])) },
      { assertion: assert(() => calendar.busy[4].clashes.length === 0) },
      { action: calendar.book, event: { day: "fri", at: "9:30", title: "Same", minutes: 31 } },
      { assertion: assert(() => calendar.busy[4].clashes.join() === "Same,Late") },
      { render: calendar[UI] },
      { action: calendar.clear, event: { day: "mon" } },
      { assertion: assert(() => calendar.busy.map(({ count }) => count).join() === "0,0,0,0,3") },
      { action: action(() => day.set("wed")) },
      { assertion: assert(() => calendar.agenda.length === 0 && calendar.busy[4].count === 3) },
      { action: calendar.clear, event: { day: "fri" } },
      { assertion: assert(() => calendar.busy.every(({ count }) => count === 0)) },
    ],
  };
});
