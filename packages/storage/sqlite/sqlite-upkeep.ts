/** What collection needs of a space file: the clock, the log, blobs, left-over rows, its size. */
import { decodeBase64Url, encodeBase64Url } from "@commonfabric/canonical";
import { StoreFileError } from "../errors.ts";
import type {
  BlobHeader,
  BlobStats,
  BlobSweep,
  CommitNotice,
  DocHeader,
  DocKey,
  Seq,
  StoredDocument,
  StoreUpkeep,
  StrayObservation,
} from "../types.ts";
import type { CommitLog } from "./commit-log.ts";
import { headerOf } from "./list-documents.ts";
import type { SqlSession } from "./sql-session.ts";

/** What a compaction must win back to be worth copying the file: one part of so many. */
const WORTHWHILE_PART = 50;

export interface UpkeepParts {
  /** The open session. @throws {StoreClosedError} */
  readonly sql: () => SqlSession;
  readonly log: CommitLog;
  readonly nowMs: () => number;
  readonly digestOf: (key: DocKey) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => StoredDocument;
}

export class SqliteUpkeep implements StoreUpkeep {
  readonly #parts: UpkeepParts;

  constructor(parts: UpkeepParts) {
    this.#parts = parts;
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async now(): Promise<number> {
    return this.#parts.nowMs();
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async notices(after: Seq): Promise<readonly CommitNotice[]> {
    this.#parts.sql();
    return this.#parts.log.noticesAfter(after);
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async headers(keys: readonly DocKey[]): Promise<readonly (DocHeader | undefined)[]> {
    const sql = this.#parts.sql();
    return sql.snapshot(() => keys.map((key) => headerOf(sql, this.#parts.digestOf(key))));
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async listBlobs(
    { after, limit }: { readonly after?: string; readonly limit: number },
  ): Promise<readonly BlobHeader[]> {
    const start = after === undefined
      ? new Uint8Array()
      : decodeBase64Url(after) ?? new Uint8Array();
    return this.#parts.sql().all(
      "SELECT hash, size FROM blob WHERE hash > ? ORDER BY hash LIMIT ?",
      ...[start, limit],
    ).map(({ hash, size }) => ({
      hash: encodeBase64Url(hash as Uint8Array),
      bytes: Number(size),
    }));
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async deleteBlobs({ hashes, since, namedBy }: BlobSweep): Promise<BlobStats> {
    const sql = this.#parts.sql();
    return sql.write(() => {
      const named = new Set<string>();
      const written = sql.all(
        "SELECT bytes FROM body WHERE doc IN (SELECT row FROM doc WHERE seq > ? AND tag IS NOT NULL)",
        since,
      );
      for (const { bytes } of written) {
        for (const hash of namedBy(this.#parts.decode(bytes as Uint8Array))) named.add(hash);
      }
      let count = 0;
      let bytes = 0;
      for (const hash of hashes) {
        const digest = decodeBase64Url(hash);
        if (digest === undefined || named.has(hash)) continue;
        const found = sql.get("SELECT size FROM blob WHERE hash = ?", digest);
        if (found === undefined) continue;
        sql.run("DELETE FROM blob WHERE hash = ?", digest);
        count++;
        bytes += Number(found["size"]);
      }
      return { count, bytes };
    });
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async strayObservations(): Promise<readonly StrayObservation[]> {
    return this.#parts.sql().all(
      `SELECT id, scope, action, at, length(bytes) AS bytes FROM observation
       WHERE NOT EXISTS (SELECT 1 FROM doc WHERE doc.key = observation.piece)
       ORDER BY id, scope, action`,
    ).map(({ id, scope, action, at, bytes }) => ({
      piece: { id: String(id), scopeKey: String(scope) },
      action: String(action),
      at: Number(at),
      bytes: Number(bytes),
    }));
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async compact(): Promise<boolean> {
    const sql = this.#parts.sql();
    const { free_pages: free, pages } = sql.get(
      `SELECT freelist_count AS free_pages, page_count AS pages
       FROM pragma_freelist_count, pragma_page_count`,
    )!;
    try {
      // Others may read meanwhile; who writes waits.
      if (Number(free) * WORTHWHILE_PART >= Number(pages)) sql.run("VACUUM");
      sql.all("PRAGMA wal_checkpoint(TRUNCATE)");
      return true;
    } catch (error) {
      // A file that is busy, or a disk without room for the copy: the next collection tries again.
      if (error instanceof StoreFileError) return false;
      throw error;
    }
  }
}
