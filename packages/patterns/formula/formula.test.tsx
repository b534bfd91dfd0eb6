/** Operators of one rank group to the left; what is no formula says where it stops being one. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import Formula from "./main.tsx";

export default pattern(() => {
  const formula = Formula({ formula: "8 - 3 - 2" });

  return {
    [TESTS]: [
      { assertion: assert(() => formula.value === 3 && formula[NAME] === "8 - 3 - 2 = 3") },
      { action: formula.enter, event: { formula: "16 / 4 / 2 * 3" } },
      { assertion: assert(() => formula.value === 6) },
      { action: formula.enter, event: { formula: "" } },
      { assertion: assert(() => formula.problem === "The formula ends too early.") },
      { action: formula.enter, event: { formula: "1 2" } },
      { assertion: assert(() => formula.value === null && formula.problem === '"2" is too much.') },
      { render: formula[UI] },
      { action: formula.enter, event: { formula: "((1)" } },
      { assertion: assert(() => formula.problem === "A parenthesis is not closed.") },
      { action: formula.enter, event: { formula: "--2 * )" } },
      { assertion: assert(() => formula.problem === '")" cannot begin a value.') },
      { action: formula.enter, event: { formula: "1 / 0" } },
      { assertion: assert(() => formula.value === Infinity && formula.problem === "") },
    ],
  };
});
