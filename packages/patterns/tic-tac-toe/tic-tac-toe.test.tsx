/** A game that is won, looked back at, and begun again. */
import { action, assert, NAME, pattern, TESTS, UI, Writable } from "commonfabric";
import TicTacToe from "./main.tsx";

export default pattern(() => {
  const step = new Writable(0);
  const game = TicTacToe({ history: [], step });

  return {
    [TESTS]: [
      { assertion: assert(() => game.status === "X to play") },
      { action: game.play, event: { at: 4 } },
      { action: game.play, event: { at: 0 } },
      { action: game.play, event: { at: 3 } },
      { action: game.play, event: { at: 1 } },
      { assertion: assert(() => game.board[4] === "X" && game.board[0] === "O") },
      { action: game.play, event: { at: 4 } },
      { assertion: assert(() => game.moves === 4) },
      { action: game.play, event: { at: 5 } },
      { assertion: assert(() => game[NAME] === "Tic-tac-toe: X wins") },
      { render: game[UI] },
      { action: action(() => step.set(2)) },
      { assertion: assert(() => game.board[3] === null && game.status === "X to play") },
      { action: game.reset },
      { assertion: assert(() => game.moves === 0 && game.board[4] === null) },
    ],
  };
});
