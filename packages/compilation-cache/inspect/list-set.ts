/** All headers of a set of cache documents, in pages, sorted by key. */
import type { DocHeader, SpaceStore } from "@commonfabric/storage";

const PAGE = 1_000;

/** Headers of the documents whose cache key starts with `prefix`. */
export async function listSet(store: SpaceStore, prefix: string): Promise<DocHeader[]> {
  const headers: DocHeader[] = [];
  let after: string | undefined;
  for (;;) {
    const page = await store.list({
      tagPrefix: prefix,
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    headers.push(...page);
    if (page.length < PAGE) return headers;
    after = page.at(-1)!.tag;
  }
}

/** `items` in parts of at most `size`. */
export function partsOf<T>(items: readonly T[], size: number = PAGE): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < items.length; start += size) {
    parts.push(items.slice(start, start + size));
  }
  return parts;
}
