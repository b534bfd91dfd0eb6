/** `cf inspect labels A`: the labels of a place and of what lies below it. Reads only. */
import { parseLabels } from "@commonfabric/storage";
import { type CommandAddress, formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { printItems } from "../output/items.ts";
import { placeOf, withStore } from "../store/place.ts";
import { locate } from "../store/stored-document.ts";

export async function inspectLabels(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const place = await placeOf(invocation.operands[0]!, context);
  const { address, metaField, stored } = await withStore(
    place.stores,
    place.address.space,
    (store) => locate(store, place.address),
  );
  if (metaField !== undefined) {
    throw new CommandError(`not labelled: ${place.text} is meta; labels are of the value`);
  }
  const { labels } = stored.doc;
  const parsed = parseLabels(labels);
  if (labels !== undefined && parsed === undefined) {
    printer.warning(`malformed: what ${place.text} has as labels is none, and is read as none`);
  }
  const items = (parsed?.entries ?? [])
    .filter(({ path }) => isBelow(path, address))
    .map(({ path, integrity = [], confidentiality = [] }) => ({
      address: formatAddress({ ...address, path }),
      integrity,
      confidentiality,
    }));
  if (items.length === 0) printer.hint(`${place.text} has no labels`);
  const columns = ["address", "integrity", "confidentiality"] as const;
  const document = formatAddress({ ...address, path: [] });
  printItems(printer, "inspect labels", items, columns, { address: place.text, document });
  return EXIT.ok;
}

function isBelow(path: readonly string[], { path: root }: CommandAddress): boolean {
  return root.every((segment, at) => path[at] === segment);
}
