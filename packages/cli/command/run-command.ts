/** Runs one command line: parse, load the verb, run it, turn what went wrong into one line. */
import { Printer } from "../output/printer.ts";
import type { CommandPowers } from "./command-powers.ts";
import { CommandError, UsageError } from "./errors.ts";
import { EXIT } from "./exit-codes.ts";
import { commandHelp, verbHelp } from "./help.ts";
import { parseCommand, type ParsedCommand } from "./parse.ts";
import { VERBS } from "./verbs.ts";

/** Runs `powers.args`; gives the exit code. Never throws. */
export async function runCommand(powers: CommandPowers): Promise<number> {
  const { args } = powers;
  if (args.length === 0 || args[0] === "--help") {
    powers.out(`${commandHelp(VERBS)}\n`);
    return EXIT.ok;
  }
  if (args[0] === "__complete") {
    const { complete } = await import("./complete.ts");
    for (const candidate of await complete(args.slice(1), VERBS, powers)) {
      powers.out(`${candidate}\n`);
    }
    return EXIT.ok;
  }
  if (args[0] === "--version") return await printVersion(powers);
  let parsed: ParsedCommand;
  try {
    parsed = parseCommand(args, VERBS);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    powers.err(`cf ${error.message}\n`);
    return error.exitCode;
  }
  const { verb, invocation } = parsed;
  if (invocation.flag("help")) {
    powers.out(`${verbHelp(verb)}\n`);
    return EXIT.ok;
  }
  const printer = new Printer(powers, {
    json: invocation.flag("json"),
    quiet: invocation.flag("quiet"),
    verbose: invocation.flag("verbose"),
    color: (invocation.option("color") ?? "auto") as "auto" | "always" | "never",
    logLevel: (invocation.option("log-level") ?? powers.env("CF_LOG_LEVEL") ?? "info") as
      | "error"
      | "warn"
      | "info"
      | "debug",
  });
  const described: Record<string, unknown> = verb.isAddressed ? { address: null } : {};
  const describe = (fields: Readonly<Record<string, unknown>>): void =>
    void Object.assign(described, fields);
  try {
    const runVerb = await verb.load();
    const code = await runVerb({ invocation, powers, printer, describe });
    printer.clearProgress();
    return code;
  } catch (error) {
    return reportFailure(error, verb.name, printer, described);
  }
}

/** One line; the stack only with `--verbose`. With `--json` the failure is a document as well. */
function reportFailure(
  error: unknown,
  verb: string,
  printer: Printer,
  fields: Readonly<Record<string, unknown>>,
): number {
  const exitCode = error instanceof CommandError ? error.exitCode : EXIT.internal;
  const message = error instanceof Error ? error.message : String(error);
  const kind = error instanceof CommandError ? "" : "internal error: ";
  printer.error(`cf ${verb}: ${kind}${message.split("\n")[0]}`);
  if (printer.settings.verbose && error instanceof Error && error.stack !== undefined) {
    printer.error(error.stack);
  }
  if (printer.settings.json) {
    printer.document({
      format: `cf.${verb.replaceAll(" ", "-")}/1`,
      ok: false,
      ...fields,
      error: { name: nameOf(error), message, exitCode },
    });
  }
  return exitCode;
}

function nameOf(error: unknown): string {
  if (error instanceof CommandError) return error.code;
  return error instanceof Error ? error.name : "Error";
}

async function printVersion(powers: CommandPowers): Promise<number> {
  const unknown = powers.args.slice(1).find((argument) => argument !== "--json");
  if (unknown !== undefined) {
    powers.err(`cf --version: unknown option: "${unknown}"\n`);
    return EXIT.usage;
  }
  const { versionReport } = await import("./version.ts");
  const report = versionReport(powers);
  if (powers.args.includes("--json")) powers.out(`${JSON.stringify(report)}\n`);
  else {
    for (const [name, value] of Object.entries(report)) {
      if (name !== "format") powers.out(`${name} ${value}\n`);
    }
  }
  return EXIT.ok;
}
