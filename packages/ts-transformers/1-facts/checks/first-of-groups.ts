/**
 * One culprit, one diagnostic. Of several findings at one place the first in the order of groups
 * stays; what is inside of a refused function or class is not told, nor that something captures it,
 * and nothing is told twice.
 */
import ts from "typescript";
import type { DiagnosticCode } from "../../diagnostic-code.generated.ts";
import type { TransformDiagnostic } from "../../render-diagnostic.ts";

/** Codes and prefixes of codes; the first one that fits wins. */
const ORDER: readonly string[] = [
  "module:dynamic-import",
  "module:",
  "cast-validation:",
  "cell-factory:",
  "opaque-get:",
  "ses-callback:",
  "standalone-function:",
  "pattern-context:builder-placement",
  "pattern-context:callback-container",
  "pattern-context:object-member",
  "pattern-context:function-creation",
  "pattern-context:assignment",
  "pattern-context:early-return",
  "pattern-context:let-declaration",
  "pattern-context:var-declaration",
  "pattern-context:loop",
  "pattern-context:receiver-method-call",
  "pattern-context:patterntool-requires-pattern",
  "pattern-context:get-call",
  "pattern-context:optional-chaining",
  "pattern-context:computation",
  "compute-context:",
  "schema:",
];

/** Codes that refuse a function, a class or a call as a whole. */
const WHOLE: ReadonlySet<DiagnosticCode> = new Set<DiagnosticCode>([
  "module:dynamic-import",
  "module:top-level-class",
  "module:function-in-data",
  "pattern-context:function-creation",
  "pattern-context:object-member",
  "pattern-context:patterntool-requires-pattern",
]);

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The findings of one module that are told, in the order in which they were found. */
export function firstOfGroups(
  found: readonly TransformDiagnostic[],
  file: ts.SourceFile,
): TransformDiagnostic[] {
  const refused = found.filter(({ code }) => WHOLE.has(code)).map((finding) => ({
    finding,
    range: refusedRange(finding, file),
  }));
  const refusedNames = new Set(found.flatMap((finding) => createdName(finding, file) ?? []));
  const byRange = new Map<string, TransformDiagnostic>();
  for (const finding of found) {
    const { start, end } = rangeOf(finding);
    const isFollowUp = finding.code === "ses-callback:callable-capture" &&
      refusedNames.has(file.text.slice(start, end));
    if (isFollowUp) continue;
    const isInside = refused.some(({ finding: outer, range }) =>
      range.start <= start && end <= range.end && !isSameRange(finding, outer)
    );
    if (isInside) continue;
    const key = `${start} ${end}`;
    const known = byRange.get(key);
    if (known === undefined || rank(finding.code) < rank(known.code)) byRange.set(key, finding);
  }
  const kept = new Set(byRange.values());
  return found.filter((finding) => kept.has(finding));
}

function rank(code: DiagnosticCode): number {
  const index = ORDER.findIndex((prefix) => code === prefix || code.startsWith(prefix));
  return index < 0 ? ORDER.length : index;
}

function rangeOf({ offset, length }: TransformDiagnostic): Range {
  const start = offset ?? 0;
  return { start, end: start + (length ?? 0) };
}

function isSameRange(a: TransformDiagnostic, b: TransformDiagnostic): boolean {
  return a.offset === b.offset && a.length === b.length;
}

/** A finding at the name of a function or class is about all of it. */
function refusedRange(finding: TransformDiagnostic, file: ts.SourceFile): Range {
  const range = rangeOf(finding);
  const named = ts.findAncestor(innermostAt(file, range), (node) => {
    if (node.getStart(file) > range.start || node.end < range.end) return false;
    return ts.isFunctionLike(node) || ts.isClassLike(node);
  });
  if (named === undefined) return range;
  const { name } = named as ts.FunctionLikeDeclaration | ts.ClassLikeDeclaration;
  const isAtName = name !== undefined && name.getStart(file) === range.start &&
    name.end === range.end;
  return isAtName ? { start: named.getStart(file), end: named.end } : range;
}

/** The name of the function or class that a finding refuses to have in a pattern body. */
function createdName(finding: TransformDiagnostic, file: ts.SourceFile): string | undefined {
  if (finding.code !== "pattern-context:function-creation") return undefined;
  const node = innermostAt(file, rangeOf(finding));
  const declaration = ts.findAncestor(
    node,
    (at) =>
      ts.isVariableDeclaration(at) || ts.isFunctionDeclaration(at) || ts.isClassLike(at) ||
      ts.isStatement(at),
  );
  if (declaration === undefined) return undefined;
  const { name } = declaration as ts.VariableDeclaration | ts.FunctionDeclaration;
  return name !== undefined && ts.isIdentifier(name) ? name.text : undefined;
}

function innermostAt(file: ts.SourceFile, { start, end }: Range): ts.Node {
  let at: ts.Node = file;
  for (;;) {
    const inner: ts.Node | undefined = ts.forEachChild(
      at,
      (child) => child.getStart(file) <= start && end <= child.end ? child : undefined,
    );
    if (inner === undefined) return at;
    at = inner;
  }
}
