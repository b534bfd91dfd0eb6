/** A counter remembers what it was, and no more undoes than steps do harm. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import Counter from "./main.tsx";

export default pattern(() => {
  const counter = Counter({ value: 0, history: [] });

  return {
    [TESTS]: [
      { assertion: assert(() => counter.value === 0 && counter.size === "zero") },
      { action: counter.add, event: {} },
      { action: counter.add, event: { by: 11 } },
      { assertion: assert(() => counter.value === 12 && counter.size === "large positive") },
      { assertion: assert(() => counter.history.join() === "1,0") },
      { action: counter.undo },
      { assertion: assert(() => counter[NAME] === "Counter: 1") },
      { action: counter.undo },
      { action: counter.undo },
      { assertion: assert(() => counter.value === 0 && counter.history.length === 0) },
      { render: counter[UI] },
    ],
  };
});
