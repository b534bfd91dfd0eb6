/** Makes a diagnostic record from an entry of the catalogue, a culprit and the placeholders. */
import type ts from "typescript";
import {
  type Diagnostic,
  type DiagnosticFix,
  type DiagnosticNote,
  lineAndColumn,
  makeDiagnostic,
} from "@commonfabric/contract";
import type { ParameterType } from "./catalogue.ts";
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

/** What a finding carries beside its message. */
export interface DiagnosticExtras {
  readonly notes?: readonly DiagnosticNote[];
  readonly fixes?: readonly DiagnosticFix[];
}

interface CatalogueText {
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning";
  readonly context: string;
  readonly why: string;
  readonly instead: string;
  readonly params: Readonly<Record<string, ParameterType>>;
}

type Placeholder = string | number | readonly string[] | ts.Node;

const QUOTE_LIMIT = 60;
const MESSAGE_LIMIT = 400;
/** Quotes get shorter, at most to this, where a message would be over its limit. */
const SHORTEST_QUOTE = 12;
/** So many items of a list are shown. */
const LIST_LIMIT = 3;

/** The record for `text` at `culprit`. Called by the generated constructors only. */
export function renderDiagnostic(
  culprit: Culprit,
  text: CatalogueText,
  params: Readonly<Record<string, Placeholder>>,
  { notes = [], fixes = [] }: DiagnosticExtras = {},
): TransformDiagnostic {
  const { context, why, instead } = filled(text, params);
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
      notes,
      fixes,
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

/** The three parts with their placeholders, quotes as long as the message has room for. */
function filled(
  text: CatalogueText,
  params: Readonly<Record<string, Placeholder>>,
): { context: string; why: string; instead: string } {
  for (let limit = QUOTE_LIMIT;; limit -= SHORTEST_QUOTE) {
    const values = new Map(
      Object.entries(params).map((
        [name, value],
      ) => [name, shown(value, text.params[name]!, limit)]),
    );
    const fill = (part: string) =>
      part.replace(/\{(\w+)\}/g, (_, name: string) => values.get(name) ?? "");
    const parts = { context: fill(text.context), why: fill(text.why), instead: fill(text.instead) };
    const length = parts.context.length + parts.why.length + parts.instead.length + 2;
    if (length <= MESSAGE_LIMIT || limit <= SHORTEST_QUOTE) return parts;
  }
}

function shown(value: Placeholder, type: ParameterType, limit: number): string {
  if (typeof value === "number") return String(value);
  if (typeof value === "string") return type === "position" ? value : shortened(value, limit);
  if ("kind" in value) return shortened(value.getText(), limit);
  const items = value.slice(0, LIST_LIMIT).map((item) => `\`${shortened(item, limit)}\``);
  const rest = value.length - items.length;
  return items.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}

/** Foreign text as messages quote it: on one line, cut in the middle to at most `limit`. */
export function shortened(text: string, limit: number = QUOTE_LIMIT): string {
  const line = text.replace(/\s+/g, " ");
  if (line.length <= limit) return line;
  const half = (limit - 3) / 2;
  return `${line.slice(0, Math.ceil(half))}...${line.slice(-Math.floor(half))}`.toWellFormed();
}
