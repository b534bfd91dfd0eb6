/** How an isolate ends that does not give a result. */
import { quote } from "@commonfabric/contract";

/** What code ran last before an isolate was killed, as the isolate said: for people only. */
export interface RunningCode {
  readonly kind: string;
  /** `/main.tsx:12:4`, or the path of a module. */
  readonly source: string | null;
}

/** Code used up its time or its memory. The isolate was killed; what was committed stays. */
export class ExecutionBudgetError extends Error {
  override readonly name = "ExecutionBudgetError";
  readonly budget: "time" | "memory" | "run" | "commits";
  readonly running: RunningCode | null;
  /** `limit` says which budget, for example `no turn ended within 1000 ms`. */
  constructor(
    budget: ExecutionBudgetError["budget"],
    limit: string,
    remedy: string,
    running: RunningCode | null,
  ) {
    const where = running === null
      ? ""
      : `; last begun: ${running.kind}${running.source === null ? "" : ` ${running.source}`}`;
    super(
      `Execution budget exceeded: ${limit}${where}. The isolate was killed, what was committed ` +
        `before is kept. ${remedy}`,
    );
    this.budget = budget;
    this.running = running;
  }
}

/** An isolate said something that no isolate of ours says. It was killed. */
export class IsolateProtocolError extends Error {
  override readonly name = "IsolateProtocolError";
  constructor(problem: string) {
    super(`The isolate was killed: ${problem}.`);
  }
}

/** The process of an isolate could not be started, or ended by itself. */
export class IsolateEndError extends Error {
  override readonly name = "IsolateEndError";
}

/** What the code of the isolate's entry threw: its name and its message. */
export class IsolateFailure extends Error {
  override readonly name = "IsolateFailure";
  readonly failure: { readonly name: string; readonly message: string };
  constructor(failure: { readonly name: string; readonly message: string }) {
    super(failure.message);
    this.failure = failure;
  }
}

/** Something that an isolate asked for and does not get; it goes on. */
export class IsolateRefusal extends Error {
  override readonly name = "IsolateRefusal";
  constructor(what: string, why: string) {
    super(`An isolate may not ${what}: ${why}.`);
  }
}

/** A message of an isolate, cut, for an error. */
export function shownMessage(text: string): string {
  return quote(text.slice(0, 200));
}
