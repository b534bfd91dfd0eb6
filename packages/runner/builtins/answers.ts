/** What calls answer, as data, where they are not done. */

/** A record that stands where the answer of a call is expected. */
export type Answer = Readonly<Record<string, unknown>>;

const failed = (message: string): Answer => ({ error: Object.freeze({ message }) });

/** Of a call that takes time. */
export function pendingAnswer(message: string): Answer {
  return Object.freeze({ pending: false, result: undefined, ...failed(message) });
}

/** Of a query for what the user has. */
export function wishAnswer(message: string): Answer {
  return Object.freeze({ result: undefined, candidates: Object.freeze([]), ...failed(message) });
}

/** Of a call that gives a cell. */
export function cellAnswer(message: string): Answer {
  return Object.freeze({ pending: false, cell: undefined, ...failed(message) });
}

/** The streams that the answer of a dialog has beside it. */
export const DIALOG_STREAMS = ["addMessage", "cancelGeneration"] as const;
