/** What went wrong in a run, as lines for people: errors, and expectations that did not hold. */
import { escapeControls, quote } from "@commonfabric/contract";
import type { Printer } from "../output/printer.ts";
import type { RunReport } from "./run-report.ts";
import { runtimeErrorLine } from "./runtime-error-shape.ts";

/** Writes the findings of `cf <verb>` to standard error. */
export function printRunFindings(
  { errors, steps }: Pick<RunReport, "errors" | "steps">,
  verb: string,
  printer: Printer,
): void {
  for (const error of errors) {
    printer.error(`cf ${verb}: ${printable(runtimeErrorLine(error))}`);
    if (printer.settings.verbose) {
      for (const frame of error.stack) printer.error(`    ${printable(frame)}`);
    }
  }
  for (const { index, label, expectations } of steps) {
    const step = `step ${index + 1}${label === null ? "" : ` (${quote(label)})`}`;
    for (const { path, ok, expected, actual } of expectations) {
      if (ok) continue;
      const values = `expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`;
      printer.error(`cf ${verb}: ${step}: ${quote(path)}: ${values}`);
    }
  }
}

/** Text of guest code for people: its lines as they are, and nothing that a terminal would obey. */
export function printable(text: string): string {
  return text.split("\n").map(escapeControls).join("\n");
}
