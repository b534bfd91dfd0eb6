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

/** Makes findings about the specifiers of one file; the file is scanned once, and only if needed. */
export class SpecifierDiagnostics {
  readonly #path: string;
  readonly #text: string;
  #spans: ReadonlyMap<string, Span> | undefined;

  /** `text` is the normalised text of the file `path`. */
  constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
  }

  /** A finding about `listed`, at its first place in the file. */
  make(
    listed: ListedSpecifier,
    what: { readonly code: string; readonly message: string; readonly replacement?: string },
  ): Diagnostic {
    const { code, message, replacement } = what;
    const base = { phase: "resolve", code, message, file: this.#path } as const;
    const span = this.#spanOf(listed);
    if (span === undefined) return makeDiagnostic(base);
    const fixes = replacement === undefined ? [] : [{
      title: `Write "${replacement}"`,
      edits: [{ ...span, text: replacement }],
    }];
    return makeDiagnostic({ ...base, ...lineAndColumn(this.#text, span.offset), ...span, fixes });
  }

  /** As the scan sees it; of a text that only a parser reads, the first literal spelled so. */
  #spanOf({ specifier, data }: ListedSpecifier): Span | undefined {
    this.#spans ??= scannedSpans(this.#path, this.#text);
    const known = this.#spans.get(data ? listedData(specifier) : listedImport(specifier));
    if (known !== undefined) return known;
    for (const quote of ['"', "'", "`"]) {
      const at = this.#text.indexOf(quote + specifier + quote);
      if (at >= 0) return { offset: at + 1, length: specifier.length };
    }
    return undefined;
  }
}

/** The first span of each entry; none when the scan is unsure. */
function scannedSpans(path: string, text: string): Map<string, Span> {
  const spans = new Map<string, Span>();
  const edges = scanEdges(text, extensionOf(path) ?? "");
  if (edges === "uncertain") return spans;
  for (const { specifier, form, offset, length } of edges) {
    const entry = form === "data" ? listedData(specifier) : listedImport(specifier);
    if (!spans.has(entry)) spans.set(entry, { offset, length });
  }
  return spans;
}
