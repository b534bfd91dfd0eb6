/**
 * From the layout whose documents were committed without entries in the index of references: the
 * index is made of all documents, in one transaction. A program that knows only that layout refuses
 * the file afterwards, because what it wrote would be missing in the index.
 */
import {
  canonicalBytesOfEach,
  CanonicalFormatError,
  decodeCanonical,
} from "@commonfabric/canonical";
import type { Identity } from "@commonfabric/module-identity";
import { pointerOfMember, pointersOfMeta } from "../code-pointers.ts";
import type { StoredDocument } from "../types.ts";
import { LAYOUT_VERSION, LAYOUT_WITHOUT_REFS } from "./layout.ts";
import type { SqlConnection } from "./store-powers.ts";

const PAGE = 1_000;

export function upgradeLayout(connection: SqlConnection): void {
  connection.prepare("BEGIN IMMEDIATE").run();
  try {
    const found = connection.prepare("PRAGMA user_version").get()?.["user_version"];
    // Another process may have been first.
    if (found === LAYOUT_WITHOUT_REFS) {
      indexAll(connection);
      connection.prepare(`PRAGMA user_version = ${LAYOUT_VERSION}`).run();
    }
    connection.prepare("COMMIT").run();
  } catch (error) {
    connection.prepare("ROLLBACK").run();
    throw error;
  }
}

function indexAll(connection: SqlConnection): void {
  const page = connection.prepare("SELECT doc, bytes FROM body WHERE doc > ? ORDER BY doc LIMIT ?");
  const known = connection.prepare("SELECT identity FROM ref WHERE doc = ?");
  const insert = connection.prepare("INSERT INTO ref (doc, identity) VALUES (?, ?)");
  for (let after = 0;;) {
    const rows = page.all(after, PAGE);
    for (const { doc, bytes } of rows) {
      after = Number(doc);
      const indexed = new Set(known.all(after).map(({ identity }) => identity));
      for (const identity of pointersIn(bytes as Uint8Array)) {
        if (!indexed.has(identity)) insert.run(after, identity);
      }
    }
    if (rows.length < PAGE) return;
  }
}

/** A body that cannot be decoded points to nothing: whoever reads it is told that it is damaged. */
function pointersIn(bytes: Uint8Array): ReadonlySet<Identity> {
  let document: StoredDocument;
  try {
    document = decodeCanonical(bytes) as StoredDocument;
  } catch (error) {
    if (error instanceof CanonicalFormatError) return new Set();
    throw error;
  }
  const found = new Set(pointersOfMeta(document));
  canonicalBytesOfEach([document], (_index, key, value) => {
    const identity = pointerOfMember(key, value);
    if (identity !== undefined) found.add(identity);
  });
  return found;
}
