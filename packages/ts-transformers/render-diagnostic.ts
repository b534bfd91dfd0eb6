/** Makes a diagnostic record from an entry of the catalogue, a culprit and the placeholders. */
import type ts from "typescript";
import { type Diagnostic, lineAndColumn, makeDiagnostic } from "@commonfabric/contract";
import type { DiagnosticCode } from "./diagnostic-code.generated.ts";

/** A diagnostic of the transformer; `message` is its three parts joined by blanks. */
export interface TransformDiagnostic extends Diagnostic {
  readonly phase: "transform";
  readonly code: DiagnosticCode;
  readonly context: string;
  readonly why: string;
  readonly instead: string;
}

/** The smallest authored construct that is wrong: a node, or a range of a file. */
export type Culprit = ts.Node | {
  readonly file: ts.SourceFile;
  readonly start: number;
  readonly end: number;
};

interface CatalogueText {
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning";
  readonly context: string;
  readonly why: string;
  readonly instead: string;
}

type Placeholder = string | number | readonly string[] | ts.Node;

const QUOTE_LIMIT = 60;

/** The record for `text` at `culprit`. Called by the generated constructors only. */
export function renderDiagnostic(
  culprit: Culprit,
  text: CatalogueText,
  params: Readonly<Record<string, Placeholder>>,
): TransformDiagnostic {
  const values = new Map(Object.entries(params).map(([name, value]) => [name, shown(value)]));
  const fill = (part: string) =>
    part.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? "");
  const [context, why, instead] = [fill(text.context), fill(text.why), fill(text.instead)];
  const { file, start, end } = rangeOf(culprit);
  const { line, column } = lineAndColumn(file.text, start);
  return {
    ...makeDiagnostic({
      severity: text.severity,
      phase: "transform",
      code: text.code,
      message: `${context} ${why} ${instead}`,
      file: file.fileName,
      line,
      column,
      offset: start,
      length: end - start,
    }),
    phase: "transform",
    code: text.code,
    context,
    why,
    instead,
  };
}

function rangeOf(culprit: Culprit): { file: ts.SourceFile; start: number; end: number } {
  if (!("kind" in culprit)) return culprit;
  const file = culprit.getSourceFile();
  return { file, start: culprit.getStart(file), end: culprit.getEnd() };
}

function shown(value: Placeholder): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  if ("kind" in value) return shortened(value.getText());
  return value.map((item) => `\`${shortened(item)}\``).join(", ");
}

/** Foreign text as messages quote it: on one line, at most 60 characters, cut in the middle. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ");
  if (line.length <= QUOTE_LIMIT) return line;
  const half = (QUOTE_LIMIT - 3) / 2;
  return `${line.slice(0, Math.ceil(half))}...${line.slice(-Math.floor(half))}`.toWellFormed();
}
