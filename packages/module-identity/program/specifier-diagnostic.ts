/** Findings about a specifier, at the place where the author wrote it. */
import { type Diagnostic, lineAndColumn, makeDiagnostic } from "@commonfabric/contract";
import { listedData, listedImport, type ListedSpecifier } from "../listed-specifier.ts";
import { extensionOf } from "../paths.ts";
import { scanEdges } from "../scan/scan-edges.ts";

/** Offset and length of the text between the quotes. */
interface Span {
  readonly offset: number;
  readonly length: number;
}

/** A finding about `listed` in the file `path`, whose normalised text is `text`. */
export function specifierDiagnostic(
  where: { readonly path: string; readonly text: string; readonly listed: ListedSpecifier },
  what: { readonly code: string; readonly message: string; readonly replacement?: string },
): Diagnostic {
  const { code, message, replacement } = what;
  const base = { phase: "resolve", code, message, file: where.path } as const;
  const span = specifierSpan(where.path, where.text, where.listed);
  if (span === undefined) return makeDiagnostic(base);
  const fix = replacement === undefined ? [] : [{
    title: `Write "${replacement}"`,
    edits: [{ ...span, text: replacement }],
  }];
  return makeDiagnostic({
    ...base,
    ...lineAndColumn(where.text, span.offset),
    ...span,
    fixes: fix,
  });
}

/** The first place of `listed`: as the scan sees it, else the first literal that is spelled so. */
function specifierSpan(path: string, text: string, listed: ListedSpecifier): Span | undefined {
  const { specifier, data } = listed;
  const edges = scanEdges(text, extensionOf(path) ?? "");
  if (edges !== "uncertain") {
    const entry = data ? listedData(specifier) : listedImport(specifier);
    const found = edges.find((edge) =>
      (edge.form === "data" ? listedData(edge.specifier) : listedImport(edge.specifier)) === entry
    );
    return found === undefined ? undefined : { offset: found.offset, length: found.length };
  }
  for (const quote of ['"', "'", "`"]) {
    const at = text.indexOf(quote + specifier + quote);
    if (at >= 0) return { offset: at + 1, length: specifier.length };
  }
  return undefined;
}
