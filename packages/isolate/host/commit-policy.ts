/**
 * What an isolate may commit: documents of pieces and receipts of events, in its own instances.
 * Documents of code are written by the host, which verifies bodies and holds the keys.
 */
import { nodeSha256 } from "@commonfabric/canonical";
import { RECEIPT_PREFIX } from "@commonfabric/compilation-cache";
import {
  type CommitBatch,
  documentId,
  type DocWrite,
  SPACE_SCOPE,
  type SpaceStore,
} from "@commonfabric/storage";
import { IsolateRefusal } from "../errors.ts";

/** Labels that only the cache of compiled code gives. */
const COMPILER_ATOM = "cf-compiled-by:";

/** @throws {IsolateRefusal} for a batch that writes something else */
export async function checkBatch(batch: CommitBatch, store: SpaceStore): Promise<void> {
  const plain = batch.writes.filter((write) => !isReceipt(write));
  for (const { tag, doc } of plain) {
    if (tag !== undefined) throw refused("it has the tag of one");
    if (carriesCompilerLabel(doc?.labels)) throw refused("it carries the label of the compiler");
  }
  const headers = await store.upkeep.headers(plain.map(({ key }) => key));
  if (headers.some((header) => header?.tag !== undefined)) {
    throw refused("such a document is there");
  }
}

function refused(why: string): IsolateRefusal {
  return new IsolateRefusal("write a document of code", why);
}

/** A receipt of an event has the id that its tag says. */
function isReceipt({ tag, key }: DocWrite): boolean {
  return tag !== undefined && tag.startsWith(RECEIPT_PREFIX) && key.scopeKey === SPACE_SCOPE &&
    key.id === documentId(tag, nodeSha256);
}

function carriesCompilerLabel(labels: unknown): boolean {
  const stack = [labels];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value === "string" && value.startsWith(COMPILER_ATOM)) return true;
    if (typeof value === "object" && value !== null) {
      stack.push(...Object.keys(value), ...Object.values(value));
    }
  }
  return false;
}
