/** Diagnostics as people read them: position, severity, code, message, and the lines around it. */
import { type Diagnostic, escapeControls } from "@commonfabric/contract";
import { codeFrame } from "@commonfabric/js-compiler";
import type { Printer } from "./printer.ts";

export interface DiagnosticTextOptions {
  /** Normalised authored text by path. */
  readonly textOf: (path: string) => string | undefined;
  /** Whether the lines around a position are shown for everything; errors always have them. */
  readonly frames: boolean;
}

/** Writes diagnostics to standard error: errors always, the rest as the log level says. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  printer: Printer,
  options: DiagnosticTextOptions,
): void {
  for (const diagnostic of diagnostics) {
    const text = diagnosticText(diagnostic, printer, options);
    if (diagnostic.severity === "error") printer.error(text);
    else if (diagnostic.severity === "warning") printer.warning(text);
    else printer.hint(text);
  }
}

/** One diagnostic as text for standard error. */
function diagnosticText(
  diagnostic: Diagnostic,
  printer: Printer,
  { textOf, frames }: DiagnosticTextOptions,
): string {
  const { file, line, column, offset, length, severity, code } = diagnostic;
  const where = file === null ? "" : line === null ? `${file}: ` : `${file}:${line}:${column}: `;
  const label = printer.style(
    `${severity}[${code}]`,
    severity === "error" ? "red" : severity === "warning" ? "yellow" : "dim",
    "err",
  );
  const [first, ...rest] = diagnostic.message.split("\n").map(escapeControls);
  const lines = [
    `${printer.style(escapeControls(where), "bold", "err")}${label}: ${first}`,
    ...rest,
  ];
  const shown = frames || severity === "error";
  const text = shown && file !== null && offset !== null ? textOf(file) : undefined;
  if (text !== undefined) lines.push(codeFrame(withoutControls(text), offset!, length ?? 1));
  for (const note of diagnostic.notes) {
    const at = note.file === null ? "" : `${note.file}:${note.line}:${note.column}: `;
    lines.push(escapeControls(`  note: ${at}${note.message}`));
  }
  for (const fix of diagnostic.fixes) lines.push(escapeControls(`  fix: ${fix.title}`));
  return lines.join("\n");
}

/** `text` with one replacement character for each control character, so that columns stay. */
function withoutControls(text: string): string {
  return text.replace(
    // deno-lint-ignore no-control-regex -- control characters are what is replaced
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    "\ufffd",
  );
}
