/** What a driver of one kind of attack files gives, and how its answer is judged. */
import type { AttackFile } from "./attack-file.ts";
import type { AttackKind } from "./attack-header.ts";

/** What the layers did with one input. */
export interface Answer {
  /** In the words of `expect`; a refusal of a body ends with its position. */
  readonly says: string;
  /** What an accepted input exports as `value`, as data; looked at when the file states a value. */
  readonly value?: unknown;
  /** Whatever else went wrong: a tripwire fired, a second layer let the input through. */
  readonly faults?: readonly string[];
}

/** Runs the files of one kind. Text in, answer out: a driver touches no platform. */
export interface Driver {
  readonly kind: AttackKind;
  answer(file: AttackFile): Answer | Promise<Answer>;
}

/** What is unexpected about `answer` to `file`; empty when all is as the file says. */
export function faultsOf(file: AttackFile, answer: Answer): readonly string[] {
  const faults = [...answer.faults ?? []];
  if (answer.says !== file.expect) faults.unshift(`expected ${file.expect}, got ${answer.says}`);
  else if (file.value !== undefined) {
    const [expected, found] = [file.value, answer.value].map((value) => JSON.stringify(value));
    if (expected !== found) faults.push(`expected the value ${expected}, got ${found}`);
  }
  return faults;
}
