/** The entries of the lexical scan. It needs no TypeScript and no syntax tree. */
import { listedData, listedImport } from "../listed-specifier.ts";
import { EdgeScanner, type ScannedEdge } from "./edge-scanner.ts";

export type { EdgeForm, ScannedEdge } from "./edge-scanner.ts";
import { UNCERTAIN } from "./skip.ts";

/**
 * The edges of normalised `text` in source order with their positions, repetitions included, or
 * `"uncertain"` when tokens do not decide. `extension` is that of the path (`.tsx`, `.d.ts`).
 */
export function scanEdges(text: string, extension: string): readonly ScannedEdge[] | "uncertain" {
  const scanner = new EdgeScanner(text, extension);
  return surely(() => scanner.run()) ? scanner.edges : "uncertain";
}

/**
 * The specifiers of normalised `text`, each once, in source order, as an `EdgeMemo` keeps them (data
 * edges as `data:./x`), or `"uncertain"`. Linear in the text.
 */
export function scanImports(text: string, extension: string): readonly string[] | "uncertain" {
  const edges = scanEdges(text, extension);
  return edges === "uncertain" ? edges : listEdges(edges);
}

/** The entries of a list of specifiers for `edges`, each once. */
export function listEdges(edges: readonly ScannedEdge[]): readonly string[] {
  const listed = new Set<string>();
  for (const { specifier, form } of edges) {
    listed.add(form === "data" ? listedData(specifier) : listedImport(specifier));
  }
  return [...listed];
}

/**
 * Spans of white space and comments of `text` as a flat list of start and end offsets, or
 * `"uncertain"`.
 */
export function scanTrivia(text: string, extension: string): readonly number[] | "uncertain" {
  const trivia: number[] = [];
  const scanner = new EdgeScanner(text, extension, trivia);
  return surely(() => scanner.run()) ? trivia : "uncertain";
}

/** Runs `scan`; `false` when it gave up. Anything else that is thrown is a defect and passes on. */
function surely(scan: () => void): boolean {
  try {
    scan();
    return true;
  } catch (thrown) {
    if (thrown === UNCERTAIN) return false;
    throw thrown;
  }
}
