/** The rules of tic-tac-toe. */

export type Mark = "X" | "O";
export type Square = Mark | null;

export const EMPTY: readonly Square[] = Array.from({ length: 9 }, () => null);

const LINES = [
  [0, 1, 2],
  [3, 4, 5],
  [6, 7, 8],
  [0, 3, 6],
  [1, 4, 7],
  [2, 5, 8],
  [0, 4, 8],
  [2, 4, 6],
] as const;

export function winner(board: readonly Square[]): Square {
  const line = LINES.find(([a, b, c]) =>
    board[a] !== null && board[a] === board[b] && board[b] === board[c]
  );
  return line === undefined ? null : board[line[0]]!;
}

export function next(board: readonly Square[]): Mark {
  return board.filter((square) => square !== null).length % 2 === 0 ? "X" : "O";
}

export function played(board: readonly Square[], at: number): Square[] {
  if (board[at] !== null || winner(board) !== null) return [...board];
  return board.map((square, index) => index === at ? next(board) : square);
}
