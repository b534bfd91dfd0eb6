/** The one diagnostic record of the workspace, its order, and how foreign text is quoted in it. */
import { compareUtf8 } from "@commonfabric/canonical";

export type DiagnosticSeverity = "error" | "warning" | "info";

export type DiagnosticPhase =
  | "resolve"
  | "syntax"
  | "type"
  | "transform"
  | "verify"
  | "graph"
  | "evaluate"
  | "instantiate"
  | "package";

export interface DiagnosticNote {
  readonly message: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

export interface DiagnosticFix {
  readonly title: string;
  /** Offsets and lengths in UTF-16 units of the authored, normalised text. */
  readonly edits: readonly {
    readonly offset: number;
    readonly length: number;
    readonly text: string;
  }[];
}

/**
 * One finding at an authored position. Every field is present; `null` means "not known". Lines and
 * columns are 1-based, columns, offsets and lengths count UTF-16 units of the normalised text.
 */
export interface Diagnostic {
  readonly severity: DiagnosticSeverity;
  readonly phase: DiagnosticPhase;
  /** `area:what`, `TS<number>` for type errors, or the name of an error class. */
  readonly code: string;
  readonly message: string;
  /** Authored path, e.g. `/main.tsx`. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly offset: number | null;
  readonly length: number | null;
  readonly notes: readonly DiagnosticNote[];
  readonly fixes: readonly DiagnosticFix[];
  /** Position in an emitted body, 1-based. */
  readonly emitted: { readonly line: number; readonly column: number } | null;
}

/** A diagnostic with `null` and empty lists for what `fields` leaves out; severity `error`. */
export function makeDiagnostic(
  fields: Pick<Diagnostic, "phase" | "code" | "message"> & Partial<Diagnostic>,
): Diagnostic {
  return {
    severity: "error",
    file: null,
    line: null,
    column: null,
    offset: null,
    length: null,
    notes: [],
    fixes: [],
    emitted: null,
    ...fields,
  };
}

/** Order of diagnostics everywhere: file, offset, code; by UTF-8 bytes; without position first. */
export function compareDiagnostics(a: Diagnostic, b: Diagnostic): number {
  return compareUtf8(a.file ?? "", b.file ?? "") ||
    (a.offset ?? -1) - (b.offset ?? -1) ||
    (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) ||
    compareUtf8(a.code, b.code) || compareUtf8(a.message, b.message);
}

const QUOTE_LIMIT = 200;

/** `text` in double quotes, control characters escaped, cut at 200 characters. */
export function quote(text: string): string {
  return `"${shownText(text)}"`;
}

/** Foreign text as messages show it: on one line, cut at 200 characters. */
export function shownText(text: string): string {
  return escapeControls(text.length > QUOTE_LIMIT ? `${text.slice(0, QUOTE_LIMIT - 3)}...` : text);
}

/** `text` on one line: control characters, line separators and lone surrogates as `\uXXXX`. */
export function escapeControls(text: string): string {
  return text.toWellFormed().replace(
    // deno-lint-ignore no-control-regex -- control characters are what is escaped
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The 1-based line and column (UTF-16 units) of `offset` in `text`; lines end with LF. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", start)) {
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}

/** The candidate nearest to `name` by edit distance, at most `limit` edits away, or `undefined`. */
export function nearestName(
  name: string,
  candidates: Iterable<string>,
  limit = 2,
): string | undefined {
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * Levenshtein distance with adjacent transpositions (optimal string alignment), cut at `stop`. Only
 * the cells within `stop` of the diagonal are computed, so that long names take linear time.
 */
function editDistance(a: string, b: string, stop: number): number {
  const start = sharedStart(a, b);
  const [x, y] = withoutSharedEnd(a.slice(start), b.slice(start));
  if (Math.abs(x.length - y.length) >= stop) return stop;
  // Cell `k` of the row of `i` is that of `j = i + k - stop`.
  const cells = 2 * stop + 1;
  let before: number[] = [];
  let previous = Array.from(
    { length: cells },
    (_, k) => k < stop ? stop : Math.min(k - stop, stop),
  );
  for (let i = 1; i <= x.length; i++) {
    const row: number[] = [];
    let least = stop;
    for (let k = 0; k < cells; k++) {
      const j = i + k - stop;
      let value = stop;
      if (j === 0) value = Math.min(i, stop);
      else if (j > 0 && j <= y.length) {
        const cost = x[i - 1] === y[j - 1] ? 0 : 1;
        value = Math.min(
          (row[k - 1] ?? stop) + 1,
          (previous[k + 1] ?? stop) + 1,
          previous[k]! + cost,
          stop,
        );
        if (i > 1 && j > 1 && x[i - 1] === y[j - 2] && x[i - 2] === y[j - 1]) {
          value = Math.min(value, before[k]! + 1);
        }
      }
      row.push(value);
      least = Math.min(least, value);
    }
    if (least >= stop) return stop;
    before = previous;
    previous = row;
  }
  return previous[y.length - x.length + stop] ?? stop;
}

function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length++;
  return length;
}

function withoutSharedEnd(a: string, b: string): [string, string] {
  let length = 0;
  while (length < a.length && length < b.length && a.at(-1 - length) === b.at(-1 - length)) {
    length++;
  }
  return [a.slice(0, a.length - length), b.slice(0, b.length - length)];
}
