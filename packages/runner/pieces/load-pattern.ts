/** The live pattern behind a pointer, or why there is none. */
import type { EntryRef } from "@commonfabric/module-identity";
import { isPattern } from "../builders/artifact.ts";
import type { PatternValue } from "../builders/graph.ts";
import type { Address } from "../types.ts";
import { couldNotLoad } from "./errors.ts";
import type { RuntimeCore } from "./runtime-core.ts";

/**
 * Loads the pattern from the space of the piece, unless it is live.
 * @throws {PieceStartError} when it is absent for good @throws {StoreUnavailableError}
 */
export async function loadPattern(
  { setup: { source } }: Pick<RuntimeCore, "setup">,
  ref: EntryRef,
  { space }: Pick<Address, "space">,
): Promise<PatternValue> {
  const { identity, symbol } = ref;
  const live = source.artifactFromIdentitySync(identity, symbol);
  if (isPattern(live)) return live;
  const loaded = await source.loadPatternByIdentity(identity, symbol, space);
  if (loaded === undefined) throw couldNotLoad(ref, source.loadFailure?.(identity, space));
  // What runs leaves observations, which say where its code came from.
  await source.readSources?.(identity, space);
  return loaded;
}
