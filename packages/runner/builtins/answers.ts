/** What calls answer, as data, in a host that cannot do what they ask. */
import { unavailableMessage } from "../builders/errors.ts";

/** A record that stands where the answer of a call is expected. */
export type Answer = Readonly<Record<string, unknown>>;

const failed = (name: string): Answer => ({
  error: Object.freeze({ message: unavailableMessage(name) }),
});

/** Of a call that takes time. */
export function pendingAnswer(name: string): Answer {
  return Object.freeze({ pending: false, result: undefined, ...failed(name) });
}

/** Of a query for what the user has. */
export function wishAnswer(name: string): Answer {
  return Object.freeze({ result: undefined, candidates: Object.freeze([]), ...failed(name) });
}

/** Of a call that gives a cell. */
export function cellAnswer(name: string): Answer {
  return Object.freeze({ pending: false, cell: undefined, ...failed(name) });
}

/** The streams that the answer of a dialog has beside it. */
export const DIALOG_STREAMS = ["addMessage", "cancelGeneration"] as const;
