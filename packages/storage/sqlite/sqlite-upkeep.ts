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
  StrayObservations,
} from "../types.ts";
import type { CommitLog } from "./commit-log.ts";
import { headerOf } from "./list-documents.ts";
import type { SqlSession } from "./sql-session.ts";

/** `PRAGMA auto_vacuum` of files whose free pages can be given back in steps. */
const INCREMENTAL = 2;
/** Who writes waits for no more than this. */
const PAGES_AT_ONCE = 1_000;

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
  async strayObservations(): Promise<StrayObservations> {
    const sql = this.#parts.sql();
    const hasPiece = "EXISTS (SELECT 1 FROM doc WHERE doc.key = observation.piece)";
    return sql.snapshot(() => {
      const { count, oldest } = sql.get(
        `SELECT count(*) AS count, min(at) AS oldest FROM observation WHERE ${hasPiece}`,
      )!;
      const rows = sql.all(
        `SELECT id, scope, action, at, length(bytes) AS bytes FROM observation
         WHERE NOT ${hasPiece} ORDER BY id, scope, action`,
      ).map(({ id, scope, action, at, bytes }) => ({
        piece: { id: String(id), scopeKey: String(scope) },
        action: String(action),
        at: Number(at),
        bytes: Number(bytes),
      }));
      const others = { count: Number(count), oldest: oldest === null ? null : Number(oldest) };
      return { rows, others };
    });
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async compact(): Promise<boolean> {
    const sql = this.#parts.sql();
    try {
      if (Number(sql.get("PRAGMA auto_vacuum")?.["auto_vacuum"]) === INCREMENTAL) {
        for (let free = freePages(sql), before = Infinity; free > 0 && free < before;) {
          sql.all(`PRAGMA incremental_vacuum(${PAGES_AT_ONCE})`);
          [before, free] = [free, freePages(sql)];
        }
      } else if (freePages(sql) > 0) {
        // A file of an earlier program: copied whole, where the process may do that.
        sql.all("PRAGMA auto_vacuum = INCREMENTAL");
        sql.run("VACUUM");
      }
      sql.all("PRAGMA wal_checkpoint(TRUNCATE)");
      return true;
    } catch (error) {
      // A file that is busy, or that may not be copied: the room is used again by what comes.
      if (error instanceof StoreFileError) return false;
      throw error;
    }
  }
}

function freePages(sql: SqlSession): number {
  return Number(sql.get("PRAGMA freelist_count")!["freelist_count"]);
}
