/** Replacing the pattern of a piece by another one: compared first, then set up in one transaction. */
import type { PatternValue } from "../builders/graph.ts";
import { editWithRetry } from "../transactions/edit-with-retry.ts";
import type { Address } from "../types.ts";
import { comparePattern, type PatternComparison } from "./compare-pattern.ts";
import { IncompatiblePatternError } from "./errors.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { type SetupOutcome, setupPiece } from "./setup.ts";

export interface SetPatternOptions {
  /** Goes on although something does not fit; what that is, the answer lists. */
  readonly allowIncompatible?: boolean;
}

/**
 * Makes `pattern` the pattern of the piece at `result`. The argument, internal cells whose causes
 * survive, and links to the piece stay. `onStaged` learns of it when the commit is confirmed.
 * @throws {IncompatiblePatternError} unless `allowIncompatible`; nothing has changed then
 * @throws {NotAPieceError} @throws {ArgumentMismatchError} @throws {ConflictError}
 */
export async function setPattern(
  core: RuntimeCore,
  request: { readonly result: Address; readonly pattern: PatternValue },
  options: SetPatternOptions,
  onStaged: (outcome: SetupOutcome) => void,
): Promise<PatternComparison> {
  const { result, pattern } = request;
  const comparison = await comparePattern(core, result, pattern);
  if (comparison.incompatible.length > 0 && options.allowIncompatible !== true) {
    throw new IncompatiblePatternError(comparison.incompatible);
  }
  await editWithRetry(core.spaces, (tx) => {
    const outcome = setupPiece(tx, {
      pattern,
      argument: undefined,
      use: "state",
      allowMisfit: options.allowIncompatible === true,
      result,
      depth: 0,
    }, core.setup);
    tx.postCommit(() => onStaged(outcome));
  });
  return comparison;
}
