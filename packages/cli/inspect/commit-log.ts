/** The commit log of a space, as far back as the store keeps it. */
import type { SqliteStores } from "@commonfabric/storage";
import { formatAddress } from "../command/address.ts";
import { storeErrorsAsLines } from "../store/open-space.ts";
import { addressOfKey } from "./document-address.ts";

export interface LoggedCommit {
  readonly seq: number;
  readonly at: number;
  readonly tx: string;
  /** Addresses of the documents that it wrote. */
  readonly documents: readonly string[];
}

export interface CommitLogPart {
  readonly commits: readonly LoggedCommit[];
  /** Commits up to this one are no longer in the log; 0 when none is missing. */
  readonly trimmed: number;
}

/** The commits of a space, oldest first. */
export async function readCommitLog(stores: SqliteStores, space: string): Promise<CommitLogPart> {
  return await storeErrorsAsLines(() => {
    const rows = stores.query(space, "SELECT seq, at, tx, keys FROM log ORDER BY seq");
    const [head] = stores.query(space, "SELECT trimmed FROM space");
    const commits = rows.map(({ seq, at, tx, keys }) => ({
      seq: Number(seq),
      at: Number(at),
      tx: String(tx),
      documents: (JSON.parse(String(keys)) as [id: string, scopeKey: string][]).map(
        ([id, scopeKey]) => formatAddress(addressOfKey(space, { id, scopeKey })),
      ),
    }));
    return Promise.resolve({ commits, trimmed: Number(head!["trimmed"]) });
  });
}
