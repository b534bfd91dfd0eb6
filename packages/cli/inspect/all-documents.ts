/** Headers of all documents of a space, in pages. */
import type { DocHeader, ListQuery, SpaceStore } from "@commonfabric/storage";

const PAGE = 1_000;

/** The documents of a space by tag prefix, or all of them by id. */
export async function* allDocuments(
  store: SpaceStore,
  query: Pick<ListQuery, "tagPrefix"> = {},
): AsyncIterable<DocHeader> {
  let after: string | undefined;
  for (;;) {
    const page = await store.list({
      ...query,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    yield* page;
    const last = page.at(-1);
    if (page.length < PAGE || last === undefined) return;
    after = query.tagPrefix === undefined ? last.key.id : last.tag!;
  }
}
