/** `cf inspect sql QUERY`: a query over the tables of a space. Reads only. */
import { QueryError } from "@commonfabric/storage";
import { UsageError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { payloadText } from "../command/payload.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { printItems } from "../output/items.ts";
import { valueToJson } from "../output/value-json.ts";
import { storeErrorsAsLines } from "../store/open-space.ts";
import { storesInUse } from "../store/place.ts";

export async function inspectSql({ invocation, powers, printer }: VerbContext): Promise<number> {
  const settings = await readSettings(invocation, powers, powers.cwd);
  const stores = storesInUse(settings);
  const query = await payloadText(invocation.operands[0]!, powers);
  try {
    const rows = await storeErrorsAsLines(() =>
      Promise.resolve(stores.query(settings.space, query))
    );
    const options = { handle: () => undefined, address: "" };
    const items = rows.map((row) => valueToJson({ ...row }, options) as Record<string, unknown>);
    printItems(printer, "inspect sql", items, Object.keys(items[0] ?? {}));
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new UsageError(`not a query: ${error.message}`, { cause: error });
  }
}
