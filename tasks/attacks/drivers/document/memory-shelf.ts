/** A shelf in memory: its rows and texts are maps. */
import { MemorySpace } from "../../../../packages/storage/test/support/memory-store.ts";
import type { EditBytes, Shelf } from "./shelf.ts";

/** A shelf of `spaces` in memory. */
export function memoryShelf(spaces: Map<string, MemorySpace> = new Map()): Shelf {
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
