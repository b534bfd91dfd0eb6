/** What a verb of the command is: its line in the table, and the context it runs in. */
import type { CommandPowers } from "./command-powers.ts";
import type { Printer } from "../output/printer.ts";

export interface OptionSpec {
  readonly name: string;
  /** Placeholder of the value; a flag when absent. */
  readonly value?: string;
  /** The value may be left out and is written `--name=VALUE`; without it the option is "". */
  readonly valueIsOptional?: true;
  readonly help: string;
}

/** One row of the table of verbs; it feeds parsing, help and suggestions. */
export interface VerbSpec {
  /** One word, or two (`cache stats`). */
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly operands: { readonly min: number; readonly max: number };
  readonly options: readonly OptionSpec[];
  readonly examples: readonly string[];
  /** Loads the code of the verb, so that no verb pays for another one's imports. */
  readonly load: () => Promise<VerbFunction>;
}

/** A parsed command line. */
export interface Invocation {
  readonly operands: readonly string[];
  /** The value of an option, or `undefined`. */
  option(name: string): string | undefined;
  flag(name: string): boolean;
}

export interface VerbContext {
  readonly invocation: Invocation;
  readonly powers: CommandPowers;
  readonly printer: Printer;
}

/** Runs a verb; gives the exit code. */
export type VerbFunction = (context: VerbContext) => Promise<number>;
