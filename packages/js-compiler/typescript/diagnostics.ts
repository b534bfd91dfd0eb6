/** TypeScript's diagnostics as the one record of this workspace. */
import ts from "typescript";
import {
  type Diagnostic,
  type DiagnosticNote,
  type DiagnosticPhase,
  type DiagnosticSeverity,
  lineAndColumn,
  makeDiagnostic,
} from "@commonfabric/contract";
import { withoutVirtualNames } from "./libraries.ts";
import { TYPES_FOLDER } from "./options.ts";

/** An unused `@ts-expect-error`. */
export const UNUSED_EXPECT_ERROR = "TS2578";

const MODULE_NOT_FOUND_CODES = new Set([2307, 2792, 7016]);

/** `diagnostic` with its authored position and a message without internal names. */
export function fromTypeScript(diagnostic: ts.Diagnostic, phase: DiagnosticPhase): Diagnostic {
  return makeDiagnostic({
    severity: severityOf(diagnostic.category),
    phase,
    code: `TS${diagnostic.code}`,
    message: messageOf(diagnostic),
    ...positionOf(diagnostic),
    notes: (diagnostic.relatedInformation ?? []).flatMap(noteOf),
  });
}

/** A finding of this package at `node`. */
export function atNode(
  node: ts.Node,
  code: string,
  message: string,
  phase: DiagnosticPhase = "syntax",
): Diagnostic {
  const file = node.getSourceFile();
  const offset = node.getStart(file);
  return atOffset(file, offset, node.end - offset, { code, message, phase });
}

/** A finding of this package at a range of `file`. */
export function atOffset(
  file: ts.SourceFile,
  offset: number,
  length: number,
  finding: { code: string; message: string; phase: DiagnosticPhase },
): Diagnostic {
  return makeDiagnostic({
    ...finding,
    file: file.fileName,
    ...lineAndColumn(file.text, offset),
    offset,
    length,
  });
}

function severityOf(category: ts.DiagnosticCategory): DiagnosticSeverity {
  switch (category) {
    case ts.DiagnosticCategory.Error:
      return "error";
    case ts.DiagnosticCategory.Warning:
      return "warning";
    case ts.DiagnosticCategory.Message:
    case ts.DiagnosticCategory.Suggestion:
      return "info";
    default:
      return category satisfies never;
  }
}

function messageOf(diagnostic: ts.DiagnosticRelatedInformation): string {
  const text = withoutVirtualNames(ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n"));
  if (!MODULE_NOT_FOUND_CODES.has(diagnostic.code)) return text;
  // What follows speaks of options that an author cannot set.
  const end = text.search(/\.(?:\s|$)/);
  return end < 0 ? text : text.slice(0, end + 1);
}

function positionOf(diagnostic: ts.DiagnosticRelatedInformation): Partial<Diagnostic> {
  const { file, start, length } = diagnostic;
  if (file === undefined || start === undefined || file.fileName.startsWith(TYPES_FOLDER)) {
    return {};
  }
  const { line, column } = lineAndColumn(file.text, start);
  return { file: file.fileName, line, column, offset: start, length: length ?? 0 };
}

/** A place in a library is no help to an author, so such notes are left out. */
function noteOf(related: ts.DiagnosticRelatedInformation): DiagnosticNote[] {
  const { file = null, line = null, column = null } = positionOf(related);
  return file === null ? [] : [{ message: messageOf(related), file, line, column }];
}
