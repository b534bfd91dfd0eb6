/**
 * The commit log of a space file: what subscribers are told, and which transaction ids were already
 * committed. Both reach back 24 hours; a subscriber that starts further back gets a reset.
 */
import type { CommitNotice, Seq } from "../types.ts";
import type { PreparedWrite } from "../prepared-batch.ts";
import type { SqlSession } from "./sql-session.ts";

const RETENTION_MS = 24 * 60 * 60 * 1_000;
/** Commits between two trims, and the most rows that one trim removes from each table. */
const TRIM_INTERVAL = 1_000;
const TRIM_ROWS = 2_000;
const NOTICES_PER_READ = 1_000;

/** The log of one connection. All methods but `noticesAfter` run inside a write transaction. */
export class CommitLog {
  readonly #sql: SqlSession;
  #commitsSinceTrim = TRIM_INTERVAL;

  constructor(sql: SqlSession) {
    this.#sql = sql;
  }

  head(): Seq {
    return Number(this.#sql.get("SELECT head FROM space")!["head"]);
  }

  /** The outcome of a transaction that was committed before. */
  outcomeOf(txId: string): { readonly seq: Seq; readonly at: number } | undefined {
    const row = this.#sql.get("SELECT seq, at FROM outcome WHERE tx = ?", txId);
    return row && { seq: Number(row["seq"]), at: Number(row["at"]) };
  }

  recordOutcome(txId: string, seq: Seq, at: number): void {
    this.#sql.run("INSERT INTO outcome (tx, seq, at) VALUES (?, ?, ?)", txId, seq, at);
    this.#trimNowAndThen(at);
  }

  /** Moves the head to `seq` and logs what the commit wrote. */
  append(seq: Seq, at: number, txId: string, writes: readonly PreparedWrite[]): void {
    const keys = JSON.stringify(writes.map(({ key }) => [key.id, key.scopeKey]));
    this.#sql.run("INSERT INTO log (seq, at, tx, keys) VALUES (?, ?, ?, ?)", seq, at, txId, keys);
    this.#sql.run("UPDATE space SET head = ?", seq);
  }

  noticesAfter(after: Seq): readonly CommitNotice[] {
    return this.#sql.snapshot(() => {
      const { head, trimmed } = this.#sql.get("SELECT head, trimmed FROM space")!;
      if (after >= Number(head)) return [];
      if (after < Number(trimmed)) return [{ reset: Number(head) }];
      return this.#sql.all(
        "SELECT seq, tx, keys FROM log WHERE seq > ? ORDER BY seq LIMIT ?",
        after,
        NOTICES_PER_READ,
      ).map(noticeFromRow);
    });
  }

  #trimNowAndThen(now: number): void {
    if (++this.#commitsSinceTrim <= TRIM_INTERVAL) return;
    this.#commitsSinceTrim = 0;
    const before = now - RETENTION_MS;
    const logged = this.#oldest("log", "seq", before);
    if (logged !== undefined) {
      this.#sql.run("DELETE FROM log WHERE seq <= ?", logged);
      this.#sql.run("UPDATE space SET trimmed = ?", logged);
    }
    const outcome = this.#oldest("outcome", "row", before);
    if (outcome !== undefined) this.#sql.run("DELETE FROM outcome WHERE row <= ?", outcome);
  }

  /** The last of the oldest rows, all of which are older than `before`. */
  #oldest(table: "log" | "outcome", order: "seq" | "row", before: number): number | undefined {
    const rows = this.#sql.all(
      `SELECT ${order} AS place, at FROM ${table} ORDER BY ${order} LIMIT ?`,
      TRIM_ROWS,
    );
    const kept = rows.findIndex((row) => Number(row["at"]) >= before);
    const last = rows[(kept < 0 ? rows.length : kept) - 1];
    return last && Number(last["place"]);
  }
}

function noticeFromRow(row: Readonly<Record<string, unknown>>): CommitNotice {
  const keys = JSON.parse(String(row["keys"])) as [string, string][];
  return {
    seq: Number(row["seq"]),
    txId: String(row["tx"]),
    keys: keys.map(([id, scopeKey]) => ({ id, scopeKey })),
  };
}
