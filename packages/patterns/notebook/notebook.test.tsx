/** Notes are pieces of their own: editing one changes the counts of the book. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import Notebook from "./main.tsx";

export default pattern(() => {
  const notebook = Notebook({ title: "Notebook", notes: [], previewLength: 22 });

  return {
    [TESTS]: [
      { assertion: assert(() => notebook[NAME] === "Notebook (0 notes)") },
      { action: notebook.rename, event: { title: "Field notes" } },
      { action: notebook.addNote, event: { title: "Moss", body: "soft and green on stones" } },
      { action: notebook.addNote, event: { title: "Rain" } },
      { assertion: assert(() => notebook.count === 2 && notebook.words === 5) },
      { action: notebook.pieces[1].edit, event: { body: "since dawn" } },
      { action: notebook.pieces[1].togglePin },
      { assertion: assert(() => notebook.words === 7 && notebook.pinned.join() === "Rain") },
      { action: notebook.removeNote, event: { title: "Moss" } },
      { assertion: assert(() => notebook.count === 1 && notebook.pieces[0].marker === "pinned") },
      { assertion: assert(() => notebook[NAME] === "Field notes (1 notes)") },
      { render: notebook[UI] },
    ],
  };
});
