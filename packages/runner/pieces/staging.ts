/** Reading and writing the documents of a piece while it is set up. */
import type { EntryRef } from "@commonfabric/module-identity";
import { canonicalEqual } from "@commonfabric/canonical";
import { isLink } from "../links/sigil.ts";
import { ABSENT_SCHEMA, type SchemaNode } from "../schemas/schema-node.ts";
import type { RunnerTransaction } from "../transactions/transaction.ts";
import { nodeAt } from "../transactions/tree.ts";
import type { Address, DocumentAddress } from "../types.ts";
import { isMutableLeaf } from "../values/leaves.ts";

/** The meta record of a document. */
export function readMeta(
  tx: RunnerTransaction,
  address: DocumentAddress,
): Readonly<Record<string, unknown>> {
  return tx.document(address)?.meta ?? {};
}

/** Writes one field of a document's meta; `undefined` removes it. */
export function writeMeta(
  tx: RunnerTransaction,
  address: DocumentAddress,
  field: string,
  value: unknown,
): void {
  tx.apply(address, { part: "meta", path: [field], kind: "write", value });
}

/**
 * Writes what a set-up makes of the stored value. An equal value is not written; a value that others
 * have changed by the commit, or that was taken back, is seen first by another set-up.
 */
export function writeValue(
  tx: RunnerTransaction,
  address: Address,
  value: unknown,
  schema: SchemaNode = ABSENT_SCHEMA,
): void {
  tx.pin(address);
  if (canonicalEqual(nodeAt(tx.document(address)?.value, address.path), value)) return;
  const write = { part: "value", path: address.path, kind: "write", value } as const;
  tx.apply(address, write, { schema, isSetup: true });
}

/** The stored form of a pointer. */
export function refData(ref: EntryRef): unknown {
  return Object.freeze({ identity: ref.identity, symbol: ref.symbol });
}

/** Whether stored data has members of its own. */
export function isRecord(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value) &&
    !isMutableLeaf(value) && !isLink(value);
}
