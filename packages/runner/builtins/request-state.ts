/** The stored state of one asynchronous built-in: its answer, and which inputs it answers. */
import type { RunnerTransaction } from "../transactions/transaction.ts";
import type { Address } from "../types.ts";
import { writeStored } from "../pieces/builtin-nodes.ts";

/** The field of an output's meta that holds the digest of the inputs. */
const KEY_FIELD = "request";

/** The members of an answer, as stored trees. */
export type Members = Readonly<Record<string, unknown>>;

export interface RequestState {
  /** Absent for an idle node, and where no request could be made. */
  readonly key: string | undefined;
  readonly isPending: boolean;
}

/** What is stored at `output`; a reader of its own state does not depend on it. */
export function readState(tx: RunnerTransaction, output: Address): RequestState {
  const document = tx.document(output);
  const key = document?.meta?.[KEY_FIELD];
  const answer = document?.value;
  const isRecord = typeof answer === "object" && answer !== null;
  return {
    key: typeof key === "string" && isRecord ? key : undefined,
    isPending: isRecord && (answer as Members).pending === true,
  };
}

/** Replaces answer and key; what is equal is not written. */
export function writeState(
  tx: RunnerTransaction,
  output: Address,
  state: RequestState & { readonly members: Members },
): void {
  const { isPending: pending, key, members } = state;
  writeStored(tx, output, Object.freeze({ pending, ...members }));
  if (readState(tx, output).key === key) return;
  tx.apply(output, { part: "meta", path: [KEY_FIELD], kind: "write", value: key });
}
