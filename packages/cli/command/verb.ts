/** What a verb of the command is: its line in the table, and the context it runs in. */
import type { CommandPowers } from "./command-powers.ts";
import type { Printer } from "../output/printer.ts";

export interface OptionSpec {
  readonly name: string;
  /** Placeholder of the value; a flag when absent. */
  readonly value?: string;
  /** The value may be left out and is written `--name=VALUE`; without it the option is "". */
  readonly valueIsOptional?: true;
  /** All values that there are, or what they are names of. */
  readonly values?: readonly string[] | "spaces";
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
  /** Operands are followed by `-- --field value ...`, the members of a payload. */
  readonly takesFields?: true;
  /** The documents of the verb have an `address`, also when it fails. */
  readonly isAddressed?: true;
  /** Loads the code of the verb, so that no verb pays for another one's imports. */
  readonly load: () => Promise<VerbFunction>;
}

/** A parsed command line. */
export interface Invocation {
  readonly operands: readonly string[];
  /** The value of an option, or `undefined`. */
  option(name: string): string | undefined;
  flag(name: string): boolean;
  /** What stands behind `--`; absent without it, and for verbs without payload. */
  readonly fields?: readonly string[];
}

export interface VerbContext {
  readonly invocation: Invocation;
  readonly powers: CommandPowers;
  readonly printer: Printer;
  /** Fields that the document of a failure has from here on. */
  describe(fields: Readonly<Record<string, unknown>>): void;
}

/** Runs a verb; gives the exit code. */
export type VerbFunction = (context: VerbContext) => Promise<number>;
