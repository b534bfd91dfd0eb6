/** `cf inspect doc A`: a document exactly as it is stored. Reads only. */
import { quote } from "@commonfabric/contract";
import { formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import type { VerbContext } from "../command/verb.ts";
import { rawToJson } from "../output/stored-json.ts";
import { placeOf, withStore } from "../store/place.ts";
import { locate, memberAt } from "../store/stored-document.ts";

export async function inspectDoc(context: VerbContext): Promise<number> {
  const { invocation, printer } = context;
  const place = await placeOf(invocation.operands[0]!, context);
  const found = await withStore(
    place.stores,
    place.address.space,
    (store) => locate(store, place.address),
  );
  const { address, metaField, stored: { seq, at, doc } } = found;
  const value = metaField === undefined
    ? memberAt(doc.value, address.path)
    : memberAt(doc.meta?.[metaField], address.path);
  if (value === undefined && (address.path.length > 0 || metaField !== undefined)) {
    throw new CommandError(`not found: ${quote(place.text)} is not in the document`);
  }
  const shown = {
    address: place.text,
    document: formatAddress({ ...address, path: [] }),
    seq,
    at,
    value: rawToJson(value, address),
    meta: rawToJson(doc.meta ?? null, address),
    labels: rawToJson(doc.labels ?? null, address),
  };
  if (printer.settings.json) printer.document({ format: "cf.inspect-doc/1", ok: true, ...shown });
  else printer.line(JSON.stringify(shown, null, 2));
  return EXIT.ok;
}
