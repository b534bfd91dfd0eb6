/**
 * The default piece of a space: what `wish` asks. A document that everyone finds without being told
 * holds a link to it; what reads through that document follows when another piece takes the place.
 */
import type { Sha256 } from "@commonfabric/canonical";
import { documentId, type SpaceId } from "@commonfabric/storage";
import type { Address } from "../types.ts";

/** No document of a piece has this cause: theirs name their parent. */
const CAUSE = Object.freeze({ wellKnown: "default-piece" });

/** The document of `space` that holds the link to its default piece. */
export function defaultPieceAddress(space: SpaceId, sha256: Sha256): Address {
  return { space, scope: "space", id: documentId(CAUSE, sha256), path: [] };
}
