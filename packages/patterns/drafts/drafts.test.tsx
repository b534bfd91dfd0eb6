/** The history of a draft is its own: it moves with the draft, and ends with it. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import Drafts from "./main.tsx";

export default pattern(() => {
  const drafts = Drafts({});
  const [first, second] = drafts.rows;
  return {
    [TESTS]: [
      { assertion: assert(() => drafts.rows.length === 0 && drafts.reading === "nothing chosen") },
      { action: drafts.add, event: { title: "Letter" } },
      { action: drafts.add, event: { title: "" } },
      { assertion: assert(() => first.title === "Letter" && second.title === "Untitled") },
      { action: second.edit, event: { title: "Talk", body: ["One", "two"] } },
      { assertion: assert(() => second.canUndo && !first.canUndo) },
      { assertion: assert(() => drafts[NAME] === "Drafts: 1 changed") },
      { action: second.toFront },
      { assertion: assert(() => first.title === "Talk" && first.canUndo && first.isCurrent) },
      { assertion: assert(() => drafts.reading === "One two") },
      { action: first.edit, event: { body: ["Three"] } },
      { action: first.undo },
      { assertion: assert(() => drafts.reading === "One two") },
      { action: first.undo },
      { assertion: assert(() => first.title === "Untitled" && !first.canUndo) },
      { render: drafts[UI] },
      { action: first.drop },
      { assertion: assert(() => drafts.rows.length === 1 && first.title === "Letter") },
      { assertion: assert(() => second === undefined && drafts.reading === "nothing chosen") },
    ],
  };
});
