/** Shelves of the store implementations: memory, and SQLite files in a directory that is removed. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { DatabaseSync } from "node:sqlite";
import { decodeBase64Url } from "@commonfabric/canonical";
import { sqliteStores } from "@commonfabric/storage";
import { MemorySpace } from "../../../../packages/storage/test/support/memory-store.ts";
import type { EditBytes, Shelf } from "./shelf.ts";

/** An empty shelf of each implementation, by its name. */
export const SHELVES: Readonly<Record<string, () => Shelf>> = {
  memory: () => memoryShelf(new Map()),
  SQLite: () => sqliteShelf(newDirectory()),
};

function memoryShelf(spaces: Map<string, MemorySpace>): Shelf {
  const edited = (map: Map<string, Uint8Array>, key: string, edit: EditBytes): void => {
    const bytes = edit(map.get(key)!.slice());
    if (bytes === undefined) map.delete(key);
    else map.set(key, bytes);
  };
  return {
    stores: (id) => {
      const space = spaces.get(id) ?? new MemorySpace(id);
      spaces.set(id, space);
      return Promise.resolve(space.open());
    },
    editBlob: (space, hash, edit) => edited(spaces.get(space)!.blobs, hash, edit),
    editRow(space, id, edit) {
      const { rows } = spaces.get(space)!;
      const row = rows.get(id)!;
      const bytes = edit(row.bytes.slice());
      if (bytes === undefined) rows.delete(id);
      else rows.set(id, { ...row, bytes });
    },
    snapshot: () => Promise.resolve(() => memoryShelf(copiesOf(spaces))),
    dispose: () => Promise.resolve(),
  };
}

/** Rows and texts are replaced and never changed in place, so that copies may share them. */
function copiesOf(spaces: ReadonlyMap<string, MemorySpace>): Map<string, MemorySpace> {
  const copies = new Map<string, MemorySpace>();
  for (const [id, space] of spaces) {
    const copy = new MemorySpace(id);
    copy.head = space.head;
    copy.trimmed = space.trimmed;
    for (const [key, row] of space.rows) copy.rows.set(key, { ...row });
    for (const [hash, bytes] of space.blobs) copy.blobs.set(hash, bytes);
    for (const [key, row] of space.observations) copy.observations.set(key, row);
    for (const [tx, outcome] of space.outcomes) copy.outcomes.set(tx, outcome);
    copy.log.push(...space.log);
    copies.set(id, copy);
  }
  return copies;
}

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
