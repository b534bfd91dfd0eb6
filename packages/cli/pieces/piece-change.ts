/** What `cf piece new` and `cf piece setsrc` answer: the piece before and after, or why not. */
import type { Diagnostic } from "@commonfabric/contract";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { printDiagnostics } from "../output/diagnostics-text.ts";
import type { PatternPointer } from "../run/open-piece.ts";

export interface PieceChange {
  readonly ok: boolean;
  readonly address: string | null;
  readonly before: PatternPointer | null;
  readonly after: PatternPointer | null;
  readonly diagnostics: readonly Diagnostic[];
  readonly textOf: (path: string) => string | undefined;
}

/** Prints diagnostics, and the document with `--json`; gives the exit code. */
export function printPieceChange(
  { printer }: VerbContext,
  verb: string,
  { textOf, diagnostics, ...change }: PieceChange & Readonly<Record<string, unknown>>,
): number {
  printDiagnostics(diagnostics, printer, { textOf, frames: false });
  if (printer.settings.json) {
    printer.document({ format: `cf.${verb.replaceAll(" ", "-")}/1`, ...change, diagnostics });
  }
  return change.ok ? EXIT.ok : EXIT.failed;
}
