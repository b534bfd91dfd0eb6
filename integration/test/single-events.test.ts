import assert from "node:assert/strict";
import { singleEvents } from "../patterns/single-events.ts";

Deno.test("a scenario is cut between every two events; expectations stay behind the last", () => {
  assert.deepEqual(
    singleEvents([
      { label: "first", expect: [1] },
      { label: "many", events: ["a", "b", "c"], expect: [2] },
      { events: ["d"] },
    ]),
    [
      { label: "first", expect: [1], events: [] },
      { events: ["a"] },
      { events: ["b"] },
      { label: "many", expect: [2], events: ["c"] },
      { events: ["d"] },
    ],
  );
});
