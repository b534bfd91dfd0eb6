/** The entries of the lexical scan. It needs no TypeScript and no syntax tree. */
import { listedData, listedImport } from "../listed-specifier.ts";
import { runScan } from "./edge-scanner.ts";
import { NEEDS_TOKENS, ScanState } from "./scan-state.ts";
import type { ScannedEdge } from "./scanned-edge.ts";
import { UNCERTAIN } from "./skip.ts";

export type { EdgeForm, ScannedEdge } from "./scanned-edge.ts";

/**
 * The edges of normalised `text` in source order with their positions, repetitions included, or
 * `"uncertain"` when tokens do not decide. `extension` is that of the path (`.tsx`, `.d.ts`).
 */
export function scanEdges(text: string, extension: string): readonly ScannedEdge[] | "uncertain" {
  return scanSurely(text, extension)?.edges ?? "uncertain";
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
function listEdges(edges: readonly ScannedEdge[]): readonly string[] {
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
  return scanSurely(text, extension, trivia) === undefined ? "uncertain" : trivia;
}

/** The state behind the end of `text`, or `undefined` when the scan gave up. */
function scanSurely(text: string, extension: string, trivia?: number[]): ScanState | undefined {
  for (const tokens of [false, true]) {
    if (trivia !== undefined) trivia.length = 0;
    const scan = new ScanState(text, extension, { tokens, ...(trivia && { trivia }) });
    try {
      runScan(scan);
      return scan;
    } catch (thrown) {
      if (thrown === UNCERTAIN) return undefined;
      // Looking back is rare, so tokens are kept only on the second try.
      if (thrown !== NEEDS_TOKENS || tokens) throw thrown;
    }
  }
  throw new TypeError("A scan that keeps tokens asked for them.");
}
