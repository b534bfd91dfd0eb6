/** Help texts: examples first, then options, then exit codes. */
import { COMMON_OPTIONS } from "./parse.ts";
import type { OptionSpec, VerbSpec } from "./verb.ts";

const EXIT_CODES = [
  "exit codes:",
  "  0  done, all checks passed",
  "  1  checked and failed: diagnostics, a failed expectation, a runtime error, not found",
  "  2  usage: unknown verb or option, malformed payload",
  "  70 internal error    130 interrupted",
];

/** Help of the command as a whole. */
export function commandHelp(verbs: readonly VerbSpec[]): string {
  const examples = verbs.flatMap((verb) => verb.examples.slice(0, 1));
  return [
    "cf: content-addressed, verified, sandboxed patterns",
    "",
    "examples:",
    ...examples.map((example) => `  ${example}`),
    "",
    "verbs:",
    ...verbs.map((verb) => `  ${verb.name.padEnd(18)}${verb.summary}`),
    "",
    "cf VERB --help prints the options of a verb; cf --version prints versions.",
    "",
    ...EXIT_CODES,
  ].join("\n");
}

/** Help of one verb. */
export function verbHelp(verb: VerbSpec): string {
  return [
    `cf ${verb.usage}`,
    `  ${verb.summary}`,
    "",
    "examples:",
    ...verb.examples.map((example) => `  ${example}`),
    "",
    "options:",
    ...[...verb.options, ...COMMON_OPTIONS].map(optionLine),
    "",
    ...EXIT_CODES,
  ].join("\n");
}

function optionLine(option: OptionSpec): string {
  const value = option.valueIsOptional ? `[=${option.value}]` : ` ${option.value}`;
  const name = option.value === undefined ? `--${option.name}` : `--${option.name}${value}`;
  return `  ${name.padEnd(22)}  ${option.help}`;
}
