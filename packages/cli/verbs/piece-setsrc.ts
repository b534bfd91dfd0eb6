/** `cf piece setsrc P FILE`: puts another program behind a piece. Its data and its address stay. */
import { compareDiagnostics, type Diagnostic, makeDiagnostic } from "@commonfabric/contract";
import {
  getArtifactEntryRef,
  IncompatiblePatternError,
  type PatternComparison,
  type PatternValue,
  type Runtime,
} from "@commonfabric/runner";
import { CommandError } from "../command/errors.ts";
import type { VerbContext } from "../command/verb.ts";
import { cellOf } from "../cells/open-cell.ts";
import { type PieceChange, printPieceChange } from "../pieces/piece-change.ts";
import { storedPiece } from "../pieces/stored-piece.ts";
import { authorDiagnostics, compileProgram } from "../program/compile-program.ts";
import type { PatternPointer } from "../run/open-piece.ts";
import { existingStores, withRuntime } from "../run/with-runtime.ts";
import { piecePlaceOf, type Place, withStore } from "../store/place.ts";

export async function pieceSetsrc(context: VerbContext): Promise<number> {
  const { invocation } = context;
  const place = await piecePlaceOf(invocation.operands[0]!, context);
  const { space } = place.address;
  const { pointer: before } = await withStore(
    place.stores,
    space,
    (store) => storedPiece(store, place.address),
  );
  const file = invocation.operands[1]!;
  const change = await withRuntime(existingStores(place.stores), context, async ({ runtime }) => {
    const { pattern, ...found } = await compileProgram(file, runtime, space, context);
    const swap = pattern === undefined
      ? refused(place, before, found.diagnostics)
      : await replace(runtime, place, pattern, before, found.diagnostics, context);
    return { ...swap, textOf: found.textOf };
  });
  return printPieceChange(context, "piece setsrc", change);
}

type Swap = Omit<PieceChange, "textOf"> & { readonly cells: CellChanges | null };

/** Names of internal cells, as they stand behind `#internal:`. */
interface CellChanges {
  readonly kept: readonly unknown[];
  readonly added: readonly unknown[];
  readonly dropped: readonly unknown[];
}

async function replace(
  runtime: Runtime,
  place: Place,
  pattern: PatternValue,
  before: PatternPointer,
  warnings: readonly Diagnostic[],
  { invocation }: VerbContext,
): Promise<Swap> {
  const result = cellOf(runtime, place.address);
  const allowIncompatible = invocation.flag("allow-incompatible");
  const checksOnly = invocation.flag("check");
  try {
    const comparison = checksOnly
      ? await runtime.comparePattern(result, pattern)
      : await runtime.setPattern(result, pattern, { allowIncompatible });
    const ok = !checksOnly || allowIncompatible || comparison.incompatible.length === 0;
    const found = incompatibilities(comparison.incompatible, ok ? "warning" : "error");
    const { kept, added, dropped } = comparison;
    return {
      ok,
      address: place.text,
      before,
      after: checksOnly ? null : getArtifactEntryRef(pattern) ?? null,
      cells: { kept, added, dropped },
      diagnostics: [...warnings, ...found].sort(compareDiagnostics),
    };
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const failures = error instanceof IncompatiblePatternError
      ? incompatibilities(error.places, "error")
      : authorDiagnostics(error, "instantiate", runtime);
    return refused(place, before, [...warnings, ...failures]);
  }
}

function refused(
  { text }: Place,
  before: PatternPointer,
  diagnostics: readonly Diagnostic[],
): Swap {
  return {
    ok: false,
    address: text,
    before,
    after: null,
    cells: null,
    diagnostics: [...diagnostics].sort(compareDiagnostics),
  };
}

/** One finding a field: where, and why the running piece does not fit. */
function incompatibilities(
  places: PatternComparison["incompatible"],
  severity: "error" | "warning",
): Diagnostic[] {
  return places.map(({ part, path, reason }) =>
    makeDiagnostic({
      severity,
      phase: "instantiate",
      code: "IncompatiblePatternError",
      message: `${[part, ...path].join(".")}: ${reason}`,
    })
  );
}
