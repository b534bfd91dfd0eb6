/** Opening the piece of an isolated run: its program is stored, compiled and verified. */
import { NotAPatternError } from "@commonfabric/runner";
import { CommandError } from "../command/errors.ts";
import { thrownDiagnostic } from "../program/error-diagnostics.ts";
import type { OpeningParts } from "./drive-piece.ts";
import type { IsolatedTarget } from "./isolated-job.ts";
import { type OpenedPiece, openPieceOfPattern, openStoredPiece } from "./open-piece.ts";
import type { RunEntry } from "./run-record.ts";

/** `undefined` after diagnostics that say why it cannot be opened. @throws {PieceStartError} */
export async function openIsolated(
  target: IsolatedTarget,
  space: string,
  { runtime }: OpeningParts,
  add: (entry: RunEntry) => void,
): Promise<OpenedPiece | undefined> {
  if (target.kind === "piece") {
    const { id, argument } = target;
    return await openStoredPiece(runtime, { space, id, argument });
  }
  const { pattern: { identity, symbol }, cause, name, argument } = target;
  let phase: "evaluate" | "instantiate" = "evaluate";
  try {
    const pattern = await runtime.patterns.loadPatternByIdentity(identity, symbol, space);
    if (pattern === undefined) {
      // It is exported: that was seen before it was handed over.
      throw runtime.patterns.loadFailure(identity, space) ?? new NotAPatternError(symbol);
    }
    phase = "instantiate";
    return await openPieceOfPattern(runtime, pattern, { space, cause, argument, name });
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const diagnostic = thrownDiagnostic(error, phase, runtime.engine);
    add({ kind: "diagnostics", diagnostics: [diagnostic] });
    return undefined;
  }
}
