/** The cell of an address, with what is known of its schema. */
import type { JSONSchema } from "@commonfabric/api";
import { quote } from "@commonfabric/contract";
import type { Cell, Runtime } from "@commonfabric/runner";
import { type CommandAddress, formatAddress } from "../command/address.ts";
import { CommandError } from "../command/errors.ts";
import { schemaAt } from "../schema/schema-at.ts";
import { unknownField } from "../schema/check-value.ts";
import { type Place, withStore } from "../store/place.ts";
import { locate, type LocatedDocument, memberAt } from "../store/stored-document.ts";
import { storedLink } from "../store/stored-links.ts";

/** Finds the document of a place. @throws {CommandError} when it is not stored */
export async function locatePlace({ stores, address }: Place): Promise<LocatedDocument> {
  return await withStore(stores, address.space, (store) => locate(store, address));
}

/** The cell at an address, without schema. */
export function cellOf(
  runtime: Runtime,
  { space, id, path, scope = "space" }: CommandAddress,
): Cell {
  return runtime.getCellFromLink({ "/": { "link@1": { space, id, path, scope } } });
}

/** The schema of a result document, from its meta; `undefined` for other documents. */
export function resultSchema({ stored }: LocatedDocument): JSONSchema | undefined {
  const schema = stored.doc.meta?.["schema"];
  const isSchema = typeof schema === "boolean" || (typeof schema === "object" && schema !== null);
  return isSchema ? schema as JSONSchema : undefined;
}

/** The result document of the piece that a document belongs to; itself for a result document. */
export function ownerOf({ address, stored }: LocatedDocument): CommandAddress | undefined {
  const root = { ...address, path: [] };
  if (stored.doc.meta?.["patternIdentity"] !== undefined) return root;
  const link = storedLink(stored.doc.meta?.["result"], address);
  if (link === undefined) return undefined;
  const { redirects: _redirects, ...owner } = link;
  return { ...owner, path: [] };
}

/** What `schema` says of the path of an address. @throws {CommandError} with the nearest name */
export function placeSchema(
  schema: JSONSchema | undefined,
  { address, stored }: LocatedDocument,
): JSONSchema | undefined {
  if (schema === undefined) return undefined;
  const found = schemaAt(schema, address.path);
  if (found.known) return found.schema;
  // What is stored although no schema has it is there all the same.
  if (memberAt(stored.doc.value, address.path) !== undefined) return undefined;
  throw new CommandError(
    `not found: ${quote(formatAddress(address))}: ${unknownField(found.name, found.names)}`,
  );
}
