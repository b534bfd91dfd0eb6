/** What the scheduler may rely on: that nothing else is read, and which cells are written. */
import type ts from "typescript";
import type { LiftOptions } from "../../lowering.ts";
import { isExact, writtenHandles } from "../capability/capability-of.ts";
import {
  type FunctionSummary,
  type Path,
  pathKey,
  type RootSummary,
} from "../capability/summary.ts";
import type { Captures } from "../decide/captures.ts";

/** Of a lift over captures. */
export function captureOptions(
  captures: Captures,
  summaries: ReadonlyMap<ts.Symbol, RootSummary>,
  isRecursive: boolean,
): LiftOptions {
  const roots = captures.roots.map(({ symbol, name }) => ({ name, root: summaries.get(symbol) }));
  const isComplete = !isRecursive &&
    roots.every(({ root }) => root !== undefined && isExact(root));
  return options(
    isComplete,
    roots.flatMap(({ name, root }) =>
      root === undefined ? [] : materialized(root).map((path) => [name, ...path])
    ),
  );
}

/** Of a lift that is written with its parameter. */
export function bodyOptions({ roots: [root], recursive }: FunctionSummary): LiftOptions {
  return options(
    !recursive && (root === undefined || isExact(root)),
    root === undefined ? [] : materialized(root),
  );
}

function options(isComplete: boolean, written: readonly Path[]): LiftOptions {
  const paths = [...new Map(written.map((path) => [pathKey(path), path])).values()];
  return {
    ...(isComplete && { completeSchedulerScopeSummary: true as const }),
    ...(paths.length > 0 && { materializerWriteInputPaths: paths }),
  };
}

/** Handles that its own run writes; elements of a list are not told apart. */
function materialized(root: RootSummary): readonly Path[] {
  return writtenHandles(root).map((path) => {
    const list = path.indexOf("*");
    return list < 0 ? path : path.slice(0, list);
  });
}
