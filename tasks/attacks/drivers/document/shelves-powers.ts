/** Shelves of the store implementations: memory, and SQLite files in a directory that is removed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { DatabaseSync } from "node:sqlite";
import { decodeBase64Url } from "@commonfabric/canonical";
import { sqliteStores } from "@commonfabric/storage";
import { memoryShelf } from "./memory-shelf.ts";
import type { EditBytes, Shelf } from "./shelf.ts";

/** An empty shelf of each implementation, by its name. */
export const SHELVES: Readonly<Record<string, () => Shelf>> = {
  memory: () => memoryShelf(),
  SQLite: () => sqliteShelf(newDirectory()),
};

function newDirectory(): string {
  return mkdtempSync(`${tmpdir()}/cf-attacks-`);
}

function sqliteShelf(directory: string): Shelf {
  const stores = sqliteStores(directory);
  const edit = (
    space: string,
    table: string,
    where: string,
    { key, by }: { readonly key: string | Uint8Array; readonly by: EditBytes },
  ): void => {
    const database = new DatabaseSync(stores.fileOf(space));
    try {
      const found = database.prepare(`SELECT bytes FROM ${table} WHERE ${where}`).get(key);
      const bytes = by(found!["bytes"] as Uint8Array);
      if (bytes === undefined) database.prepare(`DELETE FROM ${table} WHERE ${where}`).run(key);
      else database.prepare(`UPDATE ${table} SET bytes = ? WHERE ${where}`).run(bytes, key);
    } finally {
      database.close();
    }
  };
  return {
    stores,
    editBlob: (space, hash, by) =>
      edit(space, "blob", "hash = ?", { key: decodeBase64Url(hash)!, by }),
    editRow: (space, id, by) =>
      edit(space, "body", "doc = (SELECT row FROM doc WHERE id = ?)", { key: id, by }),
    async snapshot() {
      await stores.close();
      const files = readdirSync(directory).map((name) =>
        [name, readFileSync(`${directory}/${name}`)] as const
      );
      return () => {
        const target = newDirectory();
        for (const [name, bytes] of files) writeFileSync(`${target}/${name}`, bytes);
        return sqliteShelf(target);
      };
    },
    async dispose() {
      await stores.close();
      rmSync(directory, { recursive: true });
    },
  };
}
