/** Cards move between columns, and a full column takes no more. */
import { assert, NAME, pattern, TESTS, UI } from "commonfabric";
import Kanban from "./main.tsx";

export default pattern(() => {
  const board = Kanban({ title: "Board", columns: [] });

  return {
    [TESTS]: [
      { action: board.setUp },
      { assertion: assert(() => board.columns.length === 3 && board.counts.Doing === 0) },
      { action: board.addCard, event: { column: "To do", title: "Sketch", owner: "Ana" } },
      { action: board.addCard, event: { column: "Doing", title: "Measure" } },
      { assertion: assert(() => board[NAME] === "Board: 2 cards") },
      { action: board.move, event: { from: 0, card: 0, by: 1 } },
      { assertion: assert(() => board.counts.Doing === 2 && board.columns[0].cards.length === 0) },
      { action: board.addCard, event: { column: "To do", title: "Late" } },
      { action: board.move, event: { from: 0, card: 0, by: 1 } },
      { assertion: assert(() => board.columns[0].cards[0].title === "Late") },
      { render: board[UI] },
    ],
  };
});
