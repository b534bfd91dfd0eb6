/**
 * Names the internal cells of a finished body. In order: the author's or compiler's cause, the
 * result key, the sole input key the cell is bound to, a number per kind in creation order.
 * Everything but the number survives edits elsewhere in the body.
 */
import { canonicalBytes, encodeBase64Url } from "@commonfabric/canonical";
import { wholeCell } from "./bind.ts";
import type { InternalCell, PatternBuild } from "./build.ts";
import { DuplicateCauseError } from "./errors.ts";
import type { Binding, PartialCause } from "./graph.ts";

/**
 * Sets `partialCause` of every cell of `build`.
 * @throws {DuplicateCauseError} when two cells were given one cause.
 */
export function settleCauses(build: PatternBuild, result: Binding): void {
  const taken = new Set<string>();
  const waiting = new Set<InternalCell>();
  for (const cell of build.cells) {
    if (cell.explicitCause === undefined) {
      waiting.add(cell);
    } else if (!take(cell, cell.explicitCause.cause, taken)) {
      throw new DuplicateCauseError(cell.explicitCause.cause);
    }
  }
  // Two cells that would get one derived name cannot both have it: the first keeps it.
  const derive = (cell: InternalCell | undefined, cause: string) => {
    if (cell !== undefined && waiting.has(cell) && take(cell, cause, taken)) waiting.delete(cell);
  };
  for (const [key, member] of topLevel(result)) derive(wholeCell(member), key);
  for (const node of build.nodes) {
    for (const [key, member] of topLevel(node.inputs)) wholeCell(member)?.inputKeys.push(key);
  }
  for (const cell of [...waiting]) {
    if (cell.inputKeys.length === 1) derive(cell, cell.inputKeys[0]!);
  }
  const generated = { cell: 0, stream: 0 };
  for (const cell of waiting) {
    cell.partialCause = Object.freeze({
      $generated: generated[cell.kind]++,
      ...(cell.kind === "stream" ? { $kind: "stream" } : {}),
    });
  }
}

function take(cell: InternalCell, cause: unknown, taken: Set<string>): boolean {
  const partialCause = partialCauseOf(cell, cause);
  const key = encodeBase64Url(canonicalBytes(partialCause));
  if (taken.has(key)) return false;
  taken.add(key);
  cell.partialCause = partialCause;
  return true;
}

/** Streams are marked, so that one never shares a document with data of the same name. */
function partialCauseOf(cell: InternalCell, cause: unknown): PartialCause {
  if (cell.kind === "stream") return Object.freeze({ $kind: "stream", cause });
  // An alias names the argument and the result by these words.
  return cause === "argument" || cause === "result" ? Object.freeze({ $name: cause }) : cause;
}

function topLevel(binding: Binding): [string, unknown][] {
  const isRecord = typeof binding === "object" && binding !== null && !Array.isArray(binding) &&
    wholeCell(binding) === undefined;
  return isRecord ? Object.entries(binding) : [];
}
