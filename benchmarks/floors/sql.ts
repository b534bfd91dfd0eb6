/** `sql`: prepared point reads and inserts on rows of text, in one table with a text key. */
import { DatabaseSync } from "node:sqlite";

export class SqlFloor {
  readonly #database: DatabaseSync;
  readonly #read: ReturnType<DatabaseSync["prepare"]>;
  readonly #insert: ReturnType<DatabaseSync["prepare"]>;

  /** Opens or creates the file at `path`, with the durability of the subject's store. */
  constructor(path: string) {
    this.#database = new DatabaseSync(path);
    this.#database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    this.#database.exec("CREATE TABLE IF NOT EXISTS rows (key TEXT PRIMARY KEY, value TEXT)");
    this.#read = this.#database.prepare("SELECT value FROM rows WHERE key = ?");
    this.#insert = this.#database.prepare("INSERT OR REPLACE INTO rows VALUES (?, ?)");
  }

  /** @throws {Error} for a key that is not there */
  read(key: string): string {
    const row = this.#read.get(key);
    if (row === undefined) throw new Error(`There is no row ${key}.`);
    return String(row["value"]);
  }

  /** Inserts all rows in one transaction. */
  insert(rows: Iterable<readonly [key: string, value: string]>): void {
    this.#database.exec("BEGIN IMMEDIATE");
    for (const [key, value] of rows) this.#insert.run(key, value);
    this.#database.exec("COMMIT");
  }

  close(): void {
    this.#database.close();
  }
}
