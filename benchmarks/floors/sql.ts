/** `sql`: prepared point reads and inserts on the same rows, in one table with a text key. */
import { DatabaseSync } from "node:sqlite";

export type RowValue = string | Uint8Array;

export class SqlFloor {
  readonly #database: DatabaseSync;
  readonly #read: ReturnType<DatabaseSync["prepare"]>;
  readonly #insert: ReturnType<DatabaseSync["prepare"]>;

  /** Opens or creates the file at `path`, with the durability of the subject's store. */
  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    this.#database.exec("CREATE TABLE IF NOT EXISTS rows (key TEXT PRIMARY KEY, value)");
    this.#read = this.#database.prepare("SELECT value FROM rows WHERE key = ?");
    this.#insert = this.#database.prepare("INSERT OR REPLACE INTO rows VALUES (?, ?)");
  }

  /** @throws {Error} for a key that is not there */
  read(key: string): string {
    return String(this.#get(key));
  }

  /** The bytes of each key, in one transaction. @throws {Error} for a key that is not there */
  readAll(keys: readonly string[]): Uint8Array[] {
    this.#database.exec("BEGIN");
    const values = keys.map((key) => this.#get(key) as Uint8Array);
    this.#database.exec("COMMIT");
    return values;
  }

  /** Inserts all rows in one transaction. */
  insert(rows: Iterable<readonly [key: string, value: RowValue]>): void {
    this.#database.exec("BEGIN IMMEDIATE");
    for (const [key, value] of rows) this.#insert.run(key, value);
    this.#database.exec("COMMIT");
  }

  close(): void {
    this.#database.close();
  }

  #get(key: string): unknown {
    const row = this.#read.get(key);
    if (row === undefined) throw new Error(`There is no row ${key}.`);
    return row["value"];
  }
}
