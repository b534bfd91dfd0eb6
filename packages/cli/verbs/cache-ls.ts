/** `cf cache ls`: the cache documents of a space, sorted by key. Reads only. */
import { type CacheItem, listCache } from "@commonfabric/compilation-cache";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { printItems } from "../output/items.ts";
import { withSpaceReadOnly } from "../store/open-space.ts";

export async function cacheLs({ invocation, powers, printer }: VerbContext): Promise<number> {
  const settings = await readSettings(invocation, powers, powers.cwd);
  const items = await withSpaceReadOnly<CacheItem[]>(settings, listCache, () => []);
  printItems(printer, "cache ls", items, ["set", "identity", "path", "bytes", "runtimeVersion"]);
  return EXIT.ok;
}
