/**
 * Where labels are enforced, a pointer that nobody can load is no state to leave behind: the piece
 * that goes on with its pattern says so in its document.
 */
import type { EntryRef } from "@commonfabric/module-identity";
import { editWithRetry } from "../transactions/edit-with-retry.ts";
import { hasPointer } from "./mending.ts";
import { gatePointer } from "./pointer-gate.ts";
import type { RunningPiece } from "./running-piece.ts";
import type { RuntimeCore } from "./runtime-core.ts";
import { refData, writeMeta } from "./staging.ts";

/**
 * Writes the pointer of what runs at `piece`, unless it is another one than `unloadable` by then. A
 * pattern that no module defines has none.
 * @throws {PatternNotPersistedError} @throws {ConflictError} @throws {StoreUnavailableError}
 */
export async function restorePointer(
  core: RuntimeCore,
  { ref, pattern, addresses: { result } }: RunningPiece,
  unloadable: EntryRef,
): Promise<void> {
  if (ref === undefined || core.spaces.principal === undefined) return;
  await editWithRetry(core.spaces, (tx) => {
    if (!hasPointer(tx, result, unloadable)) return;
    gatePointer(tx, pattern, ref, result, core.setup);
    writeMeta(tx, result, "patternIdentity", refData(ref));
  });
}
