/** Documentation comments of JavaScript files, where the checker reads imports. */
import { BRACE } from "./frames.ts";
import { documentedImports } from "./jsdoc-imports.ts";
import { OPERATOR, type ScanState } from "./scan-state.ts";
import { skipTrivia, UNCERTAIN } from "./skip.ts";

/**
 * Takes the imports of the documentation comment at `start..end`. The checker reads it at a
 * statement, a member or a cast; elsewhere it may not.
 */
export function takeDocumentation(scan: ScanState, start: number, end: number): void {
  const found = documentedImports(scan.text, start, end);
  if (found.length === 0) return;
  const { kind } = scan.frames;
  const statement = (kind === 0 || kind === BRACE) &&
    (scan.previous !== OPERATOR || scan.lookBack().isOneOf(1, ["", ";", "{", ","]));
  const next = scan.text.charCodeAt(skipTrivia(scan.text, end));
  if (!statement && next !== 0x28) throw UNCERTAIN;
  for (const { specifier, start: at } of found) scan.addEdge(specifier, "jsdoc", true, at);
}
