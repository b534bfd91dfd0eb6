/** `cf explain [CODE]`: what a code of a diagnostic means, with the examples of its catalogue. */
import { quote } from "@commonfabric/contract";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { allCodes, type CodeInfo, nearCodes } from "../explain/explanations.ts";
import type { Printer } from "../output/printer.ts";

/** Without a code it lists all of them. */
export async function explain({ invocation, printer }: VerbContext): Promise<number> {
  const infos = await allCodes();
  const [code] = invocation.operands;
  if (code === undefined) printList(infos, printer);
  else printOne(codeNamed(code, infos), printer);
  return EXIT.ok;
}

function codeNamed(code: string, infos: readonly CodeInfo[]): CodeInfo {
  const info = infos.find((each) => each.code === code);
  if (info !== undefined) return info;
  if (/^TS\d+$/.test(code)) {
    throw new CommandError(`not a code of cf: ${quote(code)} is a type error of TypeScript`);
  }
  const near = nearCodes(code, infos.map((each) => each.code));
  const hint = near.length === 0 ? "; cf explain lists all" : `; did you mean ${near.join(", ")}?`;
  throw new CommandError(`unknown code: ${quote(code)}${hint}`);
}

function printList(infos: readonly CodeInfo[], printer: Printer): void {
  if (printer.settings.json) {
    printer.document({ format: "cf.explain/1", items: infos });
    return;
  }
  for (const { code, severity, message, instead } of infos) {
    printer.line(`${code}\t${severity}\t${message ?? instead}`);
  }
}

function printOne(info: CodeInfo, printer: Printer): void {
  if (printer.settings.json) {
    printer.document({ format: "cf.explain/1", items: [info] });
    return;
  }
  const { code, severity, phase, message, context, why, instead, examples } = info;
  printer.line(`${printer.style(code, "bold", "out")} (${severity}, ${phase})`);
  printer.line("");
  for (const part of context === null ? [message] : [context, why]) {
    if (part !== null) printer.line(part);
  }
  printer.line(instead);
  printExamples("refused", "red", examples.reject, printer);
  printExamples("instead", "green", examples.follow, printer);
  printExamples("accepted", "green", examples.accept, printer);
}

function printExamples(
  title: string,
  color: "red" | "green",
  examples: readonly string[],
  printer: Printer,
): void {
  for (const example of examples) {
    printer.line("");
    printer.line(`${printer.style(title, color, "out")}:`);
    for (const line of example.trimEnd().split("\n")) printer.line(line === "" ? "" : `  ${line}`);
  }
}
