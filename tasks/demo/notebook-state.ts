/** The notebook as plain data, read through its result cell. */
import type { Cell } from "@commonfabric/runner";

export interface NoteState {
  readonly title: string;
  readonly words: number;
  readonly preview: string;
  readonly marker: string;
}

export interface NotebookState {
  readonly name: string;
  readonly count: number;
  readonly words: number;
  readonly notes: readonly NoteState[];
}

interface NotebookResult {
  readonly $NAME: string;
  readonly count: number;
  readonly words: number;
  readonly pieces: readonly NoteState[];
}

/** Demands the notebook and waits for it. */
export async function readNotebook(notebook: Cell): Promise<NotebookState> {
  const result = await notebook.asSchema<NotebookResult>(true).pull();
  if (result === undefined) throw new Error("The notebook has no state");
  return {
    name: result.$NAME,
    count: result.count,
    words: result.words,
    notes: result.pieces.map(({ title, words, preview, marker }) => ({
      title,
      words,
      preview,
      marker,
    })),
  };
}
