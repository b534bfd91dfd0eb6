/** `cf inspect refs ID`: the documents that point to an identity or to a document. Reads only. */
import { quote } from "@commonfabric/contract";
import { isModuleIdentity } from "@commonfabric/module-identity";
import type { SpaceStore } from "@commonfabric/storage";
import { formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { allDocuments } from "../inspect/all-documents.ts";
import { addressOfKey } from "../inspect/document-address.ts";
import { identitiesIn } from "../inspect/identities-in.ts";
import { printItems } from "../output/items.ts";
import { storesInUse, withStore } from "../store/place.ts";
import { linksIn } from "../store/stored-links.ts";

interface Reference {
  /** The place that points. */
  readonly address: string;
  readonly kind: "link" | "identity" | "cache";
  readonly seq: number;
}

const DOCUMENT_ID = /^of:[A-Za-z0-9_-]{43}$/;

export async function inspectRefs({ invocation, powers, printer }: VerbContext): Promise<number> {
  const wanted = invocation.operands[0]!;
  if (!DOCUMENT_ID.test(wanted) && !isModuleIdentity(wanted)) {
    throw new CommandError(
      `not an id: ${quote(wanted)} is neither an identity nor the id of a document (of:<id>)`,
    );
  }
  const settings = await readSettings(invocation, powers, powers.cwd);
  const stores = storesInUse(settings);
  const items = await withStore(stores, settings.space, (store) => references(store, wanted));
  printItems(printer, "inspect refs", items, ["address", "kind", "seq"]);
  return EXIT.ok;
}

async function references(store: SpaceStore, wanted: string): Promise<Reference[]> {
  const found: Reference[] = [];
  for await (const { key, seq, refs = [] } of allDocuments(store)) {
    const address = addressOfKey(store.space, key);
    const note = (kind: Reference["kind"], path: readonly string[] = []): void =>
      void found.push({ address: formatAddress({ ...address, path }), kind, seq });
    if (refs.includes(wanted)) note("cache");
    const [stored] = await store.read([key]);
    if (stored === undefined) continue;
    const { value, meta } = stored.doc;
    if (DOCUMENT_ID.test(wanted)) {
      for (const { path, link } of linksIn(value, address)) {
        if (link.id === wanted && link.space === store.space) note("link", path);
      }
      for (const { path, link } of linksIn(meta, address)) {
        if (link.id !== wanted || link.space !== store.space) continue;
        const [name, ...rest] = path;
        const at = { ...address, path: rest, part: { kind: "meta", name: name! } as const };
        found.push({ address: formatAddress(at), kind: "link", seq });
      }
    } else if (identitiesIn([value, meta]).has(wanted)) note("identity");
  }
  return found;
}
