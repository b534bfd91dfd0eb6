/** `cf inspect spaces`: the spaces of a store directory. Reads only. */
import { quote } from "@commonfabric/contract";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { printItems } from "../output/items.ts";
import { storeErrorsAsLines, storesOf } from "../store/open-space.ts";
import { withStore } from "../store/place.ts";

export async function inspectSpaces({ invocation, powers, printer }: VerbContext): Promise<number> {
  const settings = await readSettings(invocation, powers, powers.cwd);
  if (!settings.storeExists) {
    throw new CommandError(
      `no store: ${quote(settings.store)} is no directory; pass --store or set CF_STORE`,
    );
  }
  const stores = storesOf(settings);
  const items: { space: string; head: number; file: string }[] = [];
  for (const space of await storeErrorsAsLines(() => stores.spaces())) {
    const head = await withStore(stores, space, (store) => store.head());
    items.push({ space, head, file: stores.fileOf(space) });
  }
  printItems(printer, "inspect spaces", items, ["space", "head", "file"]);
  return EXIT.ok;
}
