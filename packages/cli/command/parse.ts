/** Turns arguments into a verb and its options. Nothing unknown is ignored. */
import { parseArgs, type ParseArgsConfig } from "node:util";
import { nearestName, quote } from "@commonfabric/contract";
import { UsageError } from "./errors.ts";
import type { Invocation, OptionSpec, VerbSpec } from "./verb.ts";

const COLORS = ["auto", "always", "never"];
const LOG_LEVELS = ["error", "warn", "info", "debug"];

/** Options that every verb understands. */
export const COMMON_OPTIONS: readonly OptionSpec[] = [
  { name: "json", help: "print one JSON document" },
  { name: "store", value: "DIR", help: "directory of the space files (CF_STORE; nearest .cf/)" },
  { name: "space", value: "NAME", values: "spaces", help: "space to use (CF_SPACE; home)" },
  { name: "root", value: "DIR", help: "root of the program (CF_ROOT; directory of the file)" },
  { name: "quiet", help: "no hints, no progress" },
  { name: "verbose", help: "more detail, stacks included" },
  { name: "color", value: "WHEN", values: COLORS, help: "auto, always or never" },
  { name: "log-level", value: "LEVEL", values: LOG_LEVELS, help: "error, warn, info or debug" },
  { name: "help", help: "print this help" },
];

export interface ParsedCommand {
  readonly verb: VerbSpec;
  readonly invocation: Invocation;
}

/**
 * The verb and options of `args`.
 * @throws {UsageError} for an unknown verb or option, with the nearest known name.
 */
export function parseCommand(args: readonly string[], verbs: readonly VerbSpec[]): ParsedCommand {
  const { verb, rest: all } = findVerb(args, verbs);
  const { rest, fields } = splitFields(all, verb);
  const specs = [...verb.options, ...COMMON_OPTIONS];
  const options: NonNullable<ParseArgsConfig["options"]> = {};
  for (const spec of specs) {
    options[spec.name] = { type: spec.value === undefined ? "boolean" : "string" };
  }
  refuseUnknownOptions(rest, specs, verb.name);
  const parsed = parseStrictly(withOptionalValues(rest, specs), options, verb.name);
  const values = new Map(Object.entries(parsed.values));
  const operands = parsed.positionals.map((operand) =>
    operand.startsWith(SHIELD) ? operand.slice(1) : operand
  );
  checkChoice(values, "color", COLORS, verb.name);
  checkChoice(values, "log-level", LOG_LEVELS, verb.name);
  if (values.get("help") !== true) checkOperands(operands, verb);
  return {
    verb,
    invocation: {
      operands,
      option: (name) => {
        const value = values.get(name);
        return typeof value === "string" ? value : undefined;
      },
      flag: (name) => values.get(name) === true,
      ...(fields === undefined ? {} : { fields }),
    },
  };
}

function findVerb(
  args: readonly string[],
  verbs: readonly VerbSpec[],
): { verb: VerbSpec; rest: readonly string[] } {
  const two = verbs.find((verb) => verb.name === `${args[0]} ${args[1]}`);
  if (two !== undefined) return { verb: two, rest: args.slice(2) };
  const one = verbs.find((verb) => verb.name === args[0]);
  if (one !== undefined) return { verb: one, rest: args.slice(1) };
  const group = verbs.filter((verb) => verb.name.startsWith(`${args[0]} `));
  if (group.length > 0) {
    const known = group.map((verb) => verb.name.split(" ")[1]!);
    const asked = args[1];
    if (asked === undefined || asked.startsWith("-")) {
      throw new UsageError(`which of ${known.join(", ")}?`);
    }
    throw new UsageError(
      unknownName("verb", `${args[0]} ${asked}`, group.map((verb) => verb.name)),
    );
  }
  throw new UsageError(unknownName("verb", args[0] ?? "", verbs.map((verb) => verb.name)));
}

/** Keeps the parser from taking a negative number, which is a payload, for an option. */
const SHIELD = "\u0000";

/** What stands behind `--` are members of the payload. */
function splitFields(
  args: readonly string[],
  verb: VerbSpec,
): { rest: readonly string[]; fields: readonly string[] | undefined } {
  if (verb.takesFields !== true) return { rest: args, fields: undefined };
  const at = args.indexOf("--");
  const rest = (at < 0 ? args : args.slice(0, at)).map((argument) =>
    /^-[0-9]/.test(argument) ? `${SHIELD}${argument}` : argument
  );
  return { rest, fields: at < 0 ? undefined : args.slice(at + 1) };
}

function refuseUnknownOptions(
  rest: readonly string[],
  specs: readonly OptionSpec[],
  verb: string,
): void {
  const known = new Map(specs.map((spec) => [spec.name, spec]));
  for (let i = 0; i < rest.length; i++) {
    const argument = rest[i]!;
    if (argument === "--") return;
    if (argument === "-" || !argument.startsWith("-")) continue;
    const [name, inline] = argument.replace(/^--?/, "").split("=", 2) as [string, string?];
    const spec = argument.startsWith("--") ? known.get(name) : undefined;
    if (spec === undefined) {
      const names = specs.map((each) => `--${each.name}`);
      throw new UsageError(`${verb}: ${unknownName("option", argument.split("=")[0]!, names)}`);
    }
    const takesNext = spec.value !== undefined && spec.valueIsOptional === undefined;
    if (takesNext && inline === undefined) i++;
  }
}

/** The parser knows no optional values: a bare option gets the empty one. */
function withOptionalValues(rest: readonly string[], specs: readonly OptionSpec[]): string[] {
  const bare = new Set(
    specs.filter(({ valueIsOptional }) => valueIsOptional).map(({ name }) => `--${name}`),
  );
  const end = rest.includes("--") ? rest.indexOf("--") : rest.length;
  return rest.map((argument, index) =>
    index < end && bare.has(argument) ? `${argument}=` : argument
  );
}

function parseStrictly(
  rest: readonly string[],
  options: NonNullable<ParseArgsConfig["options"]>,
  verb: string,
): { values: Record<string, unknown>; positionals: string[] } {
  try {
    return parseArgs({ args: [...rest], options, allowPositionals: true, strict: true });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n")[0]! : String(cause);
    throw new UsageError(`${verb}: ${reason}`, { cause });
  }
}

function checkChoice(
  values: ReadonlyMap<string, unknown>,
  name: string,
  choices: readonly string[],
  verb: string,
): void {
  const value = values.get(name);
  if (value === undefined || choices.includes(String(value))) return;
  throw new UsageError(`${verb}: --${name}: ${quote(String(value))} is not ${choices.join(", ")}`);
}

function checkOperands(operands: readonly string[], verb: VerbSpec): void {
  if (operands.length < verb.operands.min) {
    throw new UsageError(`${verb.name}: missing operand: usage: cf ${verb.usage}`);
  }
  if (operands.length > verb.operands.max) {
    const extra = operands[verb.operands.max]!;
    throw new UsageError(`${verb.name}: unexpected operand: ${quote(extra)}`);
  }
}

function unknownName(kind: string, name: string, known: readonly string[]): string {
  const near = nearestName(name, known, 3);
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return `unknown ${kind}: ${quote(name)}${hint}`;
}
