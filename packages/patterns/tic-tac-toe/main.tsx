/** Tic-tac-toe with a history that one can go back to. */
import {
  action,
  computed,
  type Default,
  NAME,
  pattern,
  type Stream,
  UI,
  type VNode,
  type Writable,
} from "commonfabric";
import { EMPTY, next, played, type Square, winner } from "./game.ts";

interface Input {
  history: Writable<Square[][] | Default<[]>>;
  step: Writable<number | Default<0>>;
}

interface Output {
  [NAME]: string;
  [UI]: VNode;
  status: string;
  board: Square[];
  moves: number;
  play: Stream<{ at: number }>;
  reset: Stream<void>;
}

export default pattern<Input, Output>(({ history, step }) => {
  const board = computed((): readonly Square[] =>
    step.get() === 0 ? EMPTY : history.get()[step.get() - 1] ?? EMPTY
  );
  const won = winner(board);
  const status = won
    ? `${won} wins`
    : board.every((square) => square !== null)
    ? "A draw"
    : `${next(board)} to play`;

  const play = action<{ at: number }>(({ at }) => {
    const before = step.get() === 0 ? EMPTY : history.get()[step.get() - 1]!;
    const after = played(before, at);
    if (after[at] === before[at]) return;
    history.set([...history.get().slice(0, step.get()), after]);
    step.increment();
  });
  const reset = action(() => {
    history.set([]);
    step.set(0);
  });

  return {
    [NAME]: `Tic-tac-toe: ${status}`,
    [UI]: (
      <cf-vstack>
        <p>{status}</p>
        <cf-grid columns={3}>
          {board.map((square, at) => (
            <cf-button
              disabled={square !== null || won !== null}
              onClick={() => play.send({ at })}
            >
              {square ?? "\u00a0"}
            </cf-button>
          ))}
        </cf-grid>
        <ol>
          <li>
            <button type="button" onClick={() => step.set(0)}>start</button>
          </li>
          {history.map((_board, index) => (
            <li>
              <button
                type="button"
                class={index + 1 === step.get() ? "current" : ""}
                onClick={() => step.set(index + 1)}
              >
                move {index + 1}
              </button>
            </li>
          ))}
        </ol>
        {won && <cf-button onClick={reset}>Again</cf-button>}
      </cf-vstack>
    ),
    status,
    board: board as Square[],
    moves: history.get().length,
    play,
    reset,
  };
});
