/** Diagnostics as people read them: position, severity, code, message, and the lines around it. */
import { type Diagnostic, escapeControls } from "@commonfabric/contract";
import type { Printer } from "./printer.ts";

/** One diagnostic as text for standard error; `text` is the authored text of its file. */
export function diagnosticText(
  diagnostic: Diagnostic,
  printer: Printer,
  text: string | undefined,
): string {
  const { file, line, column, severity, code } = diagnostic;
  const where = file === null ? "" : line === null ? `${file}: ` : `${file}:${line}:${column}: `;
  const label = printer.style(
    `${severity}[${code}]`,
    severity === "error" ? "red" : severity === "warning" ? "yellow" : "dim",
    "err",
  );
  const lines = [
    `${printer.style(escapeControls(where), "bold", "err")}${label}: ${diagnostic.message}`,
  ];
  if (text !== undefined && line !== null && column !== null) {
    lines.push(...codeFrame(text, line, column, diagnostic.length ?? 1));
  }
  for (const note of diagnostic.notes) {
    const at = note.file === null ? "" : `${note.file}:${note.line}:${note.column}: `;
    lines.push(`  note: ${at}${note.message}`);
  }
  for (const fix of diagnostic.fixes) lines.push(`  fix: ${fix.title}`);
  return lines.join("\n");
}

const AROUND = 2;
const FRAME_WIDTH = 160;

/** Two lines before and after, and a caret line under the span; tabs stay aligned. */
export function codeFrame(text: string, line: number, column: number, length: number): string[] {
  const lines = text.split("\n");
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.length, line + AROUND);
  const gutter = String(last).length;
  const frame: string[] = [];
  for (let at = first; at <= last; at++) {
    const source = lines[at - 1]!;
    if (source === "" && at === lines.length) break;
    const mark = at === line ? ">" : " ";
    frame.push(
      `${mark} ${String(at).padStart(gutter)} | ${escapeLine(source).slice(0, FRAME_WIDTH)}`,
    );
    if (at !== line) continue;
    const lead = source.slice(0, column - 1).replace(/[^\t]/g, " ");
    const span = Math.max(1, Math.min(length, source.length - column + 1));
    frame.push(
      `  ${" ".repeat(gutter)} | ${lead.slice(0, FRAME_WIDTH)}${
        "^".repeat(Math.min(span, FRAME_WIDTH))
      }`,
    );
  }
  return frame;
}

function escapeLine(line: string): string {
  return line.split("\t").map(escapeControls).join("\t");
}
