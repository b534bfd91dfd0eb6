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
    return this.#call(() => this.#prepared(sql).get(...values));
  }

  all(sql: string, ...values: SqlValue[]): SqlRow[] {
    return this.#call(() => this.#prepared(sql).all(...values));
  }

  /** Runs a statement; the rowid of the row that an INSERT made. */
  run(sql: string, ...values: SqlValue[]): number {
    return this.#call(() => Number(this.#prepared(sql).run(...values).lastInsertRowid));
  }

  /** Several reads of one snapshot. */
  snapshot<T>(fn: () => T): T {
    return this.#transaction("BEGIN", fn);
  }

  /** Reads and writes that happen together or not at all. */
  write<T>(fn: () => T): T {
    return this.#transaction("BEGIN IMMEDIATE", fn);
  }

  close(): void {
    this.#statements.clear();
    this.#connection.close();
  }

  #transaction<T>(begin: string, fn: () => T): T {
    this.run(begin);
    try {
      const result = fn();
      this.run("COMMIT");
      return result;
    } catch (error) {
      this.#rollback();
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

  #call<T>(fn: () => T): T {
    try {
      return fn();
    } catch (error) {
      throw storeErrorFrom(error, this.#target.file, this.#target.busyTimeoutMs);
    }
  }
}
