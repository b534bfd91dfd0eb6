/** The report of a file for people: its name, one line a step, what was seen besides. */
import { escapeControls } from "@commonfabric/contract";
import type { Printer } from "../output/printer.ts";
import { runtimeErrorLine } from "../run/runtime-error-shape.ts";
import { isTold, type TestFileReport, type TestStepReport, type Totals } from "./test-report.ts";

/** How the outcomes of steps are marked. */
export interface Marks {
  readonly passed: string;
  readonly failed: string;
  readonly skipped: string;
}

/** Check mark, ballot cross and circled slash. */
export const UTF8_MARKS: Marks = { passed: "\u2713", failed: "\u2717", skipped: "\u2298" };
export const ASCII_MARKS: Marks = { passed: "ok", failed: "FAIL", skipped: "skip" };

/** ASCII only where the environment names a character set that is not UTF-8. */
export function marksFor(env: (name: string) => string | undefined): Marks {
  const named = env("LC_ALL") || env("LC_CTYPE") || env("LANG") || "";
  return named === "" || /utf-?8/i.test(named) ? UTF8_MARKS : ASCII_MARKS;
}

/** Prints the report of one file to standard output. */
export function printFileReport(report: TestFileReport, marks: Marks, printer: Printer): void {
  printer.line(escapeControls(report.file));
  for (const step of report.steps) {
    if (isTold(step) || printer.settings.verbose) printStep(step, marks, printer);
  }
  for (const address of report.navigations) printer.line(`  navigated to ${address}`);
  const ownSteps = report.steps.filter(({ status }) => status === "failed").length;
  const isOfSteps = report.failure === null ||
    (ownSteps > 0 && report.failure.split("; ").every((part) => part.endsWith(" failed")));
  if (!isOfSteps) {
    printer.line(
      `  ${printer.style(marks.failed, "red", "out")} ${escapeControls(report.failure)}`,
    );
  }
  if (report.ok && !printer.settings.verbose) return;
  for (const error of report.errors) {
    printer.line(`    ${escapeControls(runtimeErrorLine(error))}`);
    if (!printer.settings.verbose) continue;
    for (const frame of error.stack) printer.line(`      ${escapeControls(frame)}`);
  }
  for (const { level, text } of report.console) {
    printer.line(`    [${level}] ${escapeControls(text)}`);
  }
}

function printStep(step: TestStepReport, marks: Marks, printer: Printer): void {
  const { status, name, after, source, parts, error } = step;
  const style = ({ passed: "green", failed: "red", skipped: "dim" } as const)[status];
  const remark = status === "skipped" ? " (skipped)" : after === null ? "" : ` (after ${after})`;
  printer.line(`  ${printer.style(marks[status], style, "out")} ${name}${remark}`);
  if (status !== "failed") return;
  if (source !== null) printer.line(`    ${escapeControls(source)}`);
  const width = Math.max(0, ...parts.map(({ src }) => src.length));
  for (const { src, rendered } of parts) {
    printer.line(`      ${escapeControls(src.padEnd(width))}  ${escapeControls(rendered)}`);
  }
  if (error !== null) printer.line(`    ${escapeControls(runtimeErrorLine(error))}`);
}

/** `2 passed, 0 failed, 1 skipped (34 ms)`. */
export function totalsLine({ passed, failed, skipped }: Totals, durationMs: number): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped (${Math.round(durationMs)} ms)`;
}
