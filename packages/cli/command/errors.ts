/** Errors that end a command with one line and an exit code. */
import { escapeControls } from "@commonfabric/contract";
import { EXIT } from "./exit-codes.ts";

/** What a user did wrong, as one line: `<what>: <value> <why>`. The verb is put in front of it. */
export class CommandError extends Error {
  override readonly name: string = "CommandError";
  readonly exitCode: number;
  constructor(message: string, exitCode: number = EXIT.failed, options?: ErrorOptions) {
    super(escapeControls(message), options);
    this.exitCode = exitCode;
  }

  /** The name of the error that this one passes on, else its own. */
  get code(): string {
    const { cause } = this;
    return cause instanceof Error && escapeControls(cause.message) === this.message
      ? cause.name
      : this.name;
  }
}

/** A wrong command line: unknown verb or option, missing operand, malformed payload. Exit 2. */
export class UsageError extends CommandError {
  override readonly name = "UsageError";
  constructor(message: string, options?: ErrorOptions) {
    super(message, EXIT.usage, options);
  }
}
