/** The modules that are kept with an entry although it does not reach them, by its roots document. */
import type { Sha256 } from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import { cacheDocumentKey, rootsDocKey } from "../documents/keys.ts";
import { parseRetained } from "../write/roots-document.ts";
import { readDocuments } from "./read-documents.ts";

/** Sorted; none when the roots document is absent or none. @throws {InvalidIdentityError} */
export async function loadRetained(
  store: SpaceStore,
  entry: Identity,
  sha256: Sha256,
): Promise<readonly Identity[]> {
  const [found] = await readDocuments(store, [cacheDocumentKey(rootsDocKey(entry), sha256)]);
  return found === undefined || found === "damaged" ? [] : parseRetained(found.doc.value) ?? [];
}
