import { equals, handler, lift, type Writable } from "commonfabric";
interface Row {
  id: string;
  size: number;
  tags: string[];
}
function firstOf<T>(list: readonly T[]): T | undefined {
  return list[0];
}
function withDefault(row: Row, key = row.id): string {
  return key;
}
async function later(row: { readonly size: number }): Promise<number> {
  return await row.size;
}
export const first = lift((x: { rows: Row[] }) => firstOf(x.rows)?.size);
export const key = lift((row: Row) => withDefault(row));
export const text = lift((row: Row) => JSON.stringify(row.tags));
export const same = handler<{ row: unknown }, { row: Row; hit: Writable<boolean> }>((event, state) => {
  if (equals(event.row, state.row)) state.hit.set(true);
});
export const wait = handler<void, { row: Row; hit: Writable<number> }>(async (_, state) => {
  state.hit.set(await later(state.row));
});
