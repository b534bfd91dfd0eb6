/** A folded line is counted and not shown; what is under a line that is not there changes nothing. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import Outline from "./main.tsx";

export default pattern(() => {
  const outline = Outline({
    lines: [{ text: "A", folded: true, children: [{ text: "B", children: [] }] }],
  });

  return {
    [TESTS]: [
      { assertion: assert(() => outline.text === "1 A" && outline.size === 2) },
      { action: outline.add, event: { under: "1.1", text: "C" } },
      { assertion: assert(() => outline.text === "1 A" && outline.depth === 3) },
      { action: outline.add, event: { under: "2", text: "nowhere" } },
      { action: outline.add, event: { under: "", text: "nowhere" } },
      { action: outline.fold, event: { number: "1.1.1.1" } },
      { assertion: assert(() => outline[NAME] === "Outline of 3 lines") },
      { action: outline.fold, event: { number: "1" } },
      { assertion: assert(() => outline.text === "1 A\n  1.1 B\n    1.1.1 C") },
      { action: outline.fold, event: { number: "1.1" } },
      { action: outline.add, event: { text: "" } },
      { assertion: assert(() => outline.text === "1 A\n  1.1 B\n2 " && outline.size === 4) },
      { render: outline[UI] },
      { assertion: assert(() => outline.selected === "" && outline.lines[1].text === "") },
    ],
  };
});
