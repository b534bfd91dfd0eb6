/** One connection with its prepared statements, transactions, and errors that name the file. */
import { storeErrorFrom } from "./sqlite-errors.ts";
import type { SpaceFile } from "./open-database.ts";
import type { SqlConnection, SqlStatement, SqlValue } from "./store-powers.ts";

export type SqlRow = Readonly<Record<string, unknown>>;

/** Statements of one connection. Nothing here is asynchronous, so transactions never interleave. */
export class SqlSession {
  readonly #connection: SqlConnection;
  readonly #target: SpaceFile;
  readonly #statements = new Map<string, SqlStatement>();

  constructor(connection: SqlConnection, target: SpaceFile) {
    this.#connection = connection;
    this.#target = target;
  }

  get(sql: string, ...values: SqlValue[]): SqlRow | undefined {
    try {
      return this.#prepared(sql).get(...values);
    } catch (error) {
      throw this.#named(error);
    }
  }

  all(sql: string, ...values: SqlValue[]): SqlRow[] {
    try {
      return this.#prepared(sql).all(...values);
    } catch (error) {
      throw this.#named(error);
    }
  }

  /** Runs a statement; the rowid of the row that an INSERT made. */
  run(sql: string, ...values: SqlValue[]): number {
    try {
      return Number(this.#prepared(sql).run(...values).lastInsertRowid);
    } catch (error) {
      throw this.#named(error);
    }
  }

  /** Several reads of one snapshot. */
  snapshot<T>(fn: () => T): T {
    return this.#transaction("BEGIN", fn);
  }

  /** Reads and writes that happen together or not at all; `onRollback` is told of the latter. */
  write<T>(fn: () => T, onRollback?: () => void): T {
    return this.#transaction("BEGIN IMMEDIATE", fn, onRollback);
  }

  /** As `write`, without waiting for the disk. The next commit that waits brings this one along. */
  writeUnsynced<T>(fn: () => T, onRollback?: () => void): T {
    this.#pragma("PRAGMA synchronous = NORMAL");
    try {
      return this.write(fn, onRollback);
    } finally {
      this.#pragma("PRAGMA synchronous = FULL");
    }
  }

  /** Moves when another connection has committed; own commits leave it. */
  dataVersion(): number {
    return Number(this.get("PRAGMA data_version")!["data_version"]);
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  /** Prepared each time, because it takes effect when it is prepared. */
  #pragma(sql: string): void {
    try {
      this.#connection.prepare(sql).run();
    } catch (error) {
      throw this.#named(error);
    }
  }

  #transaction<T>(begin: string, fn: () => T, onRollback?: () => void): T {
    this.run(begin);
    try {
      const result = fn();
      this.run("COMMIT");
      return result;
    } catch (error) {
      this.#rollback();
      onRollback?.();
      throw error;
    }
  }

  #rollback(): void {
    try {
      this.#prepared("ROLLBACK").run();
    } catch {
      // SQLite has rolled back by itself after a full disk or an I/O error; the first error counts.
    }
  }

  #prepared(sql: string): SqlStatement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#connection.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #named(error: unknown): unknown {
    return storeErrorFrom(error, this.#target.file, this.#target.busyTimeoutMs);
  }
}
