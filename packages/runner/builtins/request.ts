/** One question to the world outside: what an asynchronous built-in makes of its inputs. */
import type { Applied } from "../pieces/run-transaction.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Members } from "./request-state.ts";

export interface Answer {
  /** Members of the answer beside `pending`, as stored trees. */
  readonly members: Members;
  /** Patterns that run as part of the answer; none when absent. */
  readonly applied?: Applied;
}

/** Makes the answer in the transaction that stores it. */
export type Reply = (tx: RunnerTransaction) => Answer;

export interface SendContext {
  /** Aborted when the inputs change, the piece stops or the time is over. */
  readonly signal: AbortSignal;
  /** Shows what has arrived so far, plain data; the time that the request may take begins anew. */
  readonly onPartial: (partial: unknown) => void;
}

export interface Request {
  /** What the reply depends on, as canonical data: equal keys are not asked again. */
  readonly key: unknown;
  /** How long there may be silence. */
  readonly silenceMs: number;
  /** Asks. A rejection becomes the `error` of the answer. */
  readonly send: (context: SendContext) => Promise<Reply>;
}

/** Inputs that no request can be made of. The message is the `error` of the answer. */
export class RequestInputError extends TypeError {
  override readonly name = "RequestInputError";
}
