import { lift } from "commonfabric";
interface Row {
  id: string;
  size: number;
  tags: string[];
}
const table: Record<string, (row: Row) => string> = {} as any;
export const dynamic = lift((x: { row: Row; key: string; unread: number }) => table[x.key](x.row));
export const given = lift((x: { row: Row; rows: Row[] }) => x.rows.map((row) => String(row)).join());
