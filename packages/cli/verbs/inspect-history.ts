/** `cf inspect history A`: the commits that wrote a document, oldest first. Reads only. */
import { formatAddress } from "../command/address.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { readCommitLog } from "../inspect/commit-log.ts";
import { printItems } from "../output/items.ts";
import { placeOf, withStore } from "../store/place.ts";
import { locate } from "../store/stored-document.ts";

export async function inspectHistory(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const { address, stores, text } = await placeOf(invocation.operands[0]!, context);
  const located = await withStore(stores, address.space, (store) => locate(store, address));
  const document = formatAddress({ ...located.address, path: [] });
  const { commits, trimmed } = await readCommitLog(stores, address.space);
  if (trimmed > 0) printer.hint(`commits up to ${trimmed} are no longer in the log`);
  const items = commits.filter(({ documents }) => documents.includes(document))
    .map(({ seq, at, tx }) => ({ seq, at, tx }));
  const columns = ["seq", "at", "tx"] as const;
  printItems(printer, "inspect history", items, columns, { address: text, document, trimmed });
  return EXIT.ok;
}
