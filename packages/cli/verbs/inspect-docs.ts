/** `cf inspect docs [prefix]`: the documents of a space. Reads only. */
import { formatAddress } from "../command/address.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { allDocuments } from "../inspect/all-documents.ts";
import { addressOfKey } from "../inspect/document-address.ts";
import { printItems } from "../output/items.ts";
import { storesInUse, withStore } from "../store/place.ts";

interface DocumentItem {
  readonly address: string;
  readonly scopeKey: string;
  readonly seq: number;
  readonly at: number;
  readonly bytes: number;
  readonly tag: string | null;
  readonly refs: readonly string[];
}

export async function inspectDocs({ invocation, powers, printer }: VerbContext): Promise<number> {
  const settings = await readSettings(invocation, powers, powers.cwd);
  const prefix = invocation.operands[0] ?? "";
  const isId = prefix === "" || "of:".startsWith(prefix) || prefix.startsWith("of:");
  const items = await withStore(storesInUse(settings), settings.space, async (store) => {
    const found: DocumentItem[] = [];
    for await (const header of allDocuments(store, isId ? {} : { tagPrefix: prefix })) {
      const { key, seq, at, bytes, tag = null, refs = [] } = header;
      if (isId && !key.id.startsWith(prefix)) continue;
      const address = formatAddress(addressOfKey(store.space, key));
      found.push({ address, scopeKey: key.scopeKey, seq, at, bytes, tag, refs });
    }
    return found;
  });
  printItems(printer, "inspect docs", items, ["address", "seq", "bytes", "tag"]);
  return EXIT.ok;
}
