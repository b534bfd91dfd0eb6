/** What playing a file of tests needs and gives, whoever plays it. */
import { quote } from "@commonfabric/contract";
import type { ResolvedProgram } from "@commonfabric/js-compiler";
import type { Namespace } from "@commonfabric/runner";
import type { CommandPowers } from "../command/command-powers.ts";
import { ExpectationError } from "./expectations.ts";
import { StepShapeError } from "./read-steps.ts";
import type { TestStepReport } from "./test-report.ts";
import type { SessionOptions, TestSession } from "./test-session.ts";

export interface PlayContext {
  readonly powers: CommandPowers;
  readonly timeoutMs: number;
  /** Of every runtime of the file. */
  readonly session: Omit<SessionOptions, "user">;
  readonly program: ResolvedProgram;
  readonly main: Namespace;
}

export interface Played {
  readonly steps: readonly TestStepReport[];
  readonly sessions: readonly TestSession[];
  /** Why the file fails although no step did; empty when it does not. */
  readonly problems: readonly string[];
}

/** The file cannot be played, for a reason that is its author's. */
export class TestFileError extends Error {
  override readonly name = "TestFileError";
}

/** One line for what ended a file. */
export function problemText(error: unknown): string {
  const isPlain = error instanceof TestFileError || error instanceof StepShapeError ||
    error instanceof ExpectationError;
  if (isPlain) return error.message;
  if (error instanceof Error) return `${error.name}: ${error.message.split("\n", 1)[0]}`;
  return `what was thrown is no error: ${quote(String(error))}`;
}
