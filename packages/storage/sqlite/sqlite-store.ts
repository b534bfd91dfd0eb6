/**
 * `SpaceStore` over one connection to a space file. Every method is synchronous underneath; other
 * processes are noticed by polling `PRAGMA data_version`, which moves for commits of other
 * connections only, so that own commits wake the subscribers directly.
 */
import { CanonicalFormatError, decodeBase64Url, decodeCanonical } from "@commonfabric/canonical";
import { LIMITS, quote } from "@commonfabric/contract";
import {
  StoreClosedError,
  StoreCorruptError,
  StoreOutdatedError,
  StoreReadOnlyError,
} from "../errors.ts";
import { NoticeFeed } from "../notice-feed.ts";
import { decodeObservation } from "../observation-row.ts";
import { prepareBatch } from "../prepared-batch.ts";
import type {
  BlobStats,
  Cancel,
  CommitBatch,
  CommitNotice,
  CommitResult,
  DocHeader,
  DocKey,
  ListQuery,
  Seq,
  SpaceId,
  SpaceStore,
  StoredDoc,
  StoredDocument,
  StoredObservation,
  StoreUpkeep,
} from "../types.ts";
import { applyCommit } from "./apply-commit.ts";
import { CommitLog } from "./commit-log.ts";
import { KnownObservations } from "./known-observations.ts";
import { KnownRows } from "./known-rows.ts";
import { listDocuments } from "./list-documents.ts";
import type { OpenedDatabase, SpaceFile } from "./open-database.ts";
import { type SqlRow, SqlSession } from "./sql-session.ts";
import { SqlitePresence } from "./sqlite-presence.ts";
import { SqliteUpkeep } from "./sqlite-upkeep.ts";
import type { StorePowers } from "./store-powers.ts";

const POLL_MS = 50;

/** One open connection to a space. */
export class SqliteStore implements SpaceStore {
  readonly space: SpaceId;
  readonly isReadOnly: boolean;
  readonly upkeep: StoreUpkeep;
  readonly presence: SqlitePresence;
  readonly #target: SpaceFile;
  readonly #powers: StorePowers;
  readonly #hasRefs: boolean;
  readonly #onClose: () => void;
  readonly #log: CommitLog;
  readonly #feed: NoticeFeed;
  readonly #rows: KnownRows;
  readonly #observations = new KnownObservations();
  #sql: SqlSession | undefined;
  #stopPolling: Cancel | undefined;
  #dataVersion = 0;

  constructor(
    target: SpaceFile,
    { connection, readOnly, hasRefs }: OpenedDatabase,
    powers: StorePowers,
    onClose: () => void,
  ) {
    this.space = target.space;
    this.#target = target;
    this.#powers = powers;
    this.#hasRefs = hasRefs;
    this.isReadOnly = readOnly;
    this.#onClose = onClose;
    this.#sql = new SqlSession(connection, target);
    this.presence = new SqlitePresence({ ...target, isReadOnly: readOnly }, powers);
    this.#log = new CommitLog(this.#sql);
    this.#feed = new NoticeFeed(this.#log);
    this.#rows = new KnownRows(powers.sha256);
    this.#rows.keepIf(this.#currentDataVersion());
    this.upkeep = new SqliteUpkeep({
      sql: () => this.#open(),
      log: this.#log,
      nowMs: () => powers.nowMs(),
      digestOf: (key) => this.#digest(key),
      decode: (bytes) => this.#decode({ bytes }, "a document") as StoredDocument,
    });
  }

  readSync(key: DocKey): StoredDoc | undefined {
    const found = this.#open().get(
      `SELECT row, seq, at, body.bytes AS bytes FROM doc JOIN body ON body.doc = doc.row
       WHERE key = ?`,
      this.#rows.digestOf(key),
    );
    if (found === undefined) {
      this.#rows.note(key, null);
      return undefined;
    }
    const seq = Number(found["seq"]);
    this.#rows.note(key, { row: Number(found["row"]), seq });
    return {
      seq,
      at: Number(found["at"]),
      doc: this.#decode(found, `document ${quote(key.id)}`) as StoredDocument,
    };
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async read(keys: readonly DocKey[]): Promise<(StoredDoc | undefined)[]> {
    if (keys.length > LIMITS.documentsPerRead) {
      throw new RangeError(`One read asks for at most ${LIMITS.documentsPerRead} documents.`);
    }
    if (keys.length === 1) return [this.readSync(keys[0]!)];
    return this.#open().snapshot(() => keys.map((key) => this.readSync(key)));
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async heads(keys: readonly DocKey[]): Promise<(Seq | undefined)[]> {
    const sql = this.#open();
    return sql.snapshot(() =>
      keys.map((key) => {
        const row = sql.get("SELECT seq FROM doc WHERE key = ?", this.#digest(key));
        return row && Number(row["seq"]);
      })
    );
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async readBlobs(hashes: readonly string[]): Promise<(Uint8Array | undefined)[]> {
    const sql = this.#open();
    return sql.snapshot(() =>
      hashes.map((hash) => {
        const digest = decodeBase64Url(hash);
        if (digest === undefined) return undefined;
        return sql.get("SELECT bytes FROM blob WHERE hash = ?", digest)?.["bytes"] as
          | Uint8Array
          | undefined;
      })
    );
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async commit(batch: CommitBatch): Promise<CommitResult> {
    return this.commitSync(batch);
  }

  commitSync(batch: CommitBatch): CommitResult {
    if (this.#sql === undefined) return { refused: { code: "closed" } };
    if (this.isReadOnly) throw new StoreReadOnlyError(this.#target.file);
    const prepared = prepareBatch(batch, this.#powers.sha256, (key) => this.#digest(key));
    if ("refused" in prepared) return prepared;
    const parts = { log: this.#log, rows: this.#rows, observations: this.#observations };
    const { result, notice } = applyCommit(this.#sql, parts, prepared, this.#powers.nowMs());
    if (notice !== undefined) this.#feed.wake(notice);
    return result;
  }

  subscribe(after: Seq, fn: (notice: CommitNotice) => void): Cancel {
    this.#dataVersion = this.#currentDataVersion();
    const cancel = this.#feed.subscribe(after, fn);
    this.#stopPolling ??= this.#poll();
    return cancel;
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async observations(pieces: readonly DocKey[]): Promise<StoredObservation[]> {
    const sql = this.#open();
    return sql.snapshot(() =>
      pieces.flatMap((piece) =>
        sql.all(
          "SELECT seq, at, bytes FROM observation WHERE piece = ? ORDER BY action",
          this.#digest(piece),
        ).flatMap(storedObservation)
      )
    );
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async affected(keys: readonly DocKey[]): Promise<DocKey[]> {
    const sql = this.#open();
    const pieces = new Map<string, DocKey>();
    sql.snapshot(() => {
      for (const key of keys) {
        const rows = sql.all(
          `SELECT DISTINCT id, scope FROM observed JOIN observation
           ON observation.row = observed.observation WHERE observed.key = ? ORDER BY id, scope`,
          this.#digest(key),
        );
        for (const { id, scope } of rows) {
          pieces.set(JSON.stringify([id, scope]), { id: String(id), scopeKey: String(scope) });
        }
      }
    });
    return [...pieces.values()];
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async list(query: ListQuery): Promise<DocHeader[]> {
    if (query.refs && !this.#hasRefs) throw new StoreOutdatedError(this.#target.file);
    return listDocuments(this.#open(), query);
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async blobStats(): Promise<BlobStats> {
    const row = this.#open().get(
      "SELECT count(*) AS count, coalesce(sum(size), 0) AS bytes FROM blob",
    )!;
    return { count: Number(row["count"]), bytes: Number(row["bytes"]) };
  }

  // deno-lint-ignore require-await -- errors of every method arrive as rejections
  async head(): Promise<Seq> {
    this.#open();
    return this.#log.head();
  }

  close(): Promise<void> {
    const sql = this.#sql;
    if (sql === undefined) return Promise.resolve();
    this.#sql = undefined;
    this.#stopPolling?.();
    this.#feed.close();
    this.presence.close();
    sql.close();
    this.#onClose();
    return Promise.resolve();
  }

  #poll(): Cancel {
    return this.#powers.setTimer(POLL_MS, () => {
      this.#stopPolling = undefined;
      if (this.#sql === undefined || this.#feed.size === 0) return;
      this.#stopPolling = this.#poll();
      const version = this.#polledDataVersion();
      if (version !== this.#dataVersion || this.#feed.isBehind) this.#feed.wake();
      this.#dataVersion = version;
    });
  }

  /** A file that cannot be read for a moment is asked again by the next poll. */
  #polledDataVersion(): number {
    try {
      return this.#currentDataVersion();
    } catch {
      return this.#dataVersion;
    }
  }

  #currentDataVersion(): number {
    return this.#open().dataVersion();
  }

  #decode(row: SqlRow, what: string): unknown {
    try {
      return decodeCanonical(row["bytes"] as Uint8Array);
    } catch (cause) {
      if (!(cause instanceof CanonicalFormatError)) throw cause;
      throw new StoreCorruptError(this.#target.file, `${what} cannot be decoded`, { cause });
    }
  }

  #digest(key: DocKey): Uint8Array {
    return this.#rows.digestOf(key);
  }

  #open(): SqlSession {
    if (this.#sql === undefined) throw new StoreClosedError(this.space);
    return this.#sql;
  }
}

/** A row that cannot be decoded is lost, which costs its action a run. */
function storedObservation(row: SqlRow): StoredObservation[] {
  const observation = decodeObservation(row["bytes"] as Uint8Array);
  if (observation === undefined) return [];
  return [{ seq: Number(row["seq"]), at: Number(row["at"]), observation }];
}
