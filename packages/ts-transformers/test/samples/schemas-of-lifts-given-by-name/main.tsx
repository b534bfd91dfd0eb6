import { lift, type Writable } from "commonfabric";
interface Row {
  title: string;
  n: Writable<number>;
}
function check(value: unknown): string {
  return typeof value === "string" ? value : "none";
}
const size = (list: readonly string[]): number => list.length;
function raise(row: Row): number {
  return row.n.get() + 1;
}
export const checked = lift(check);
export const sized = lift(size);
export const raised = lift(raise);
export const typed = lift<string, string>(check);
