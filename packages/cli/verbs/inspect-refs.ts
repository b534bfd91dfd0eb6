/** `cf inspect refs ID`: the documents that point to an identity or to a document. Reads only. */
import { quote } from "@commonfabric/contract";
import { isModuleIdentity } from "@commonfabric/module-identity";
import type { SpaceStore, SqliteStores } from "@commonfabric/storage";
import { formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { EXIT } from "../command/exit-codes.ts";
import { readSettings } from "../command/settings.ts";
import type { VerbContext } from "../command/verb.ts";
import { allDocuments } from "../inspect/all-documents.ts";
import { addressOfKey } from "../inspect/document-address.ts";
import { identitiesIn } from "../inspect/identities-in.ts";
import { printItems } from "../output/items.ts";
import { placeOf, storesInUse, withStore } from "../store/place.ts";
import { linksIn } from "../store/stored-links.ts";

interface Reference {
  /** The place that points. */
  readonly address: string;
  readonly kind: "link" | "identity" | "cache";
  readonly seq: number;
}

const DOCUMENT_ID = /^of:[A-Za-z0-9_-]{43}$/;

export async function inspectRefs(context: VerbContext): Promise<number> {
  const { stores, space, wanted } = await targetOf(context.invocation.operands[0]!, context);
  const items = await withStore(stores, space, (store) => references(store, wanted));
  printItems(context.printer, "inspect refs", items, ["address", "kind", "seq"]);
  return EXIT.ok;
}

interface Target {
  readonly stores: SqliteStores;
  /** The space whose documents may point. */
  readonly space: string;
  /** An identity, or the id of a document. */
  readonly wanted: string;
}

async function targetOf(operand: string, context: VerbContext): Promise<Target> {
  const { invocation, powers } = context;
  if (!DOCUMENT_ID.test(operand) && !isModuleIdentity(operand)) {
    if (!/^@|\//.test(operand)) {
      throw new CommandError(
        `not an id: ${
          quote(operand)
        } is neither an identity nor a document (of:<id>, or an address)`,
      );
    }
    const { stores, address } = await placeOf(operand, context);
    if (address.path.length > 0 || address.part !== undefined) {
      throw new CommandError(`not a whole document: ${quote(operand)}`);
    }
    return { stores, space: address.space, wanted: address.id };
  }
  const settings = await readSettings(invocation, powers, powers.cwd);
  return { stores: storesInUse(settings), space: settings.space, wanted: operand };
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
