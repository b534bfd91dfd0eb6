/** One question to the world outside: what an asynchronous built-in makes of its inputs. */
import type { RunnerTransaction } from "../transactions/transaction.ts";

/** Members of the answer beside `pending`, as stored trees. Runs in the transaction of the reply. */
export type Reply = (tx: RunnerTransaction) => Readonly<Record<string, unknown>>;

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
