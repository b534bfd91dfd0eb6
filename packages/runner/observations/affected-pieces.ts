/** Which pieces last read certain documents: what a host wakes when others have written. */
import type { DocumentAddress } from "../types.ts";
import type { SpaceTable } from "../transactions/space-table.ts";

/** Pieces whose last runs read a document of `addresses`, as far as the open spaces know. */
export async function affectedPieces(
  spaces: SpaceTable,
  addresses: Iterable<DocumentAddress>,
): Promise<DocumentAddress[]> {
  const keys = [...addresses].map((address) => spaces.scopes.key(address));
  const found = await Promise.all(
    [...spaces.all].map(async ({ replica: { store } }) =>
      (await store.affected(keys)).flatMap((key) => {
        const instance = spaces.scopes.instance(key);
        return instance === undefined ? [] : [{ space: store.space, ...instance }];
      })
    ),
  );
  return found.flat();
}
