/** `cf inspect commits`: what was committed to a space, and which documents it wrote. Reads only. */
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { readCommitLog } from "../inspect/commit-log.ts";
import { printItems } from "../output/items.ts";
import { storesInUse } from "../store/place.ts";

export async function inspectCommits(context: VerbContext): Promise<number> {
  const { invocation, powers, printer } = context;
  const settings = await readSettings(invocation, powers, powers.cwd);
  const { commits, trimmed } = await readCommitLog(storesInUse(settings), settings.space);
  if (trimmed > 0) printer.hint(`commits up to ${trimmed} are no longer in the log`);
  const columns = ["seq", "at", "tx", "documents"] as const;
  printItems(printer, "inspect commits", commits, columns, { trimmed });
  return EXIT.ok;
}
