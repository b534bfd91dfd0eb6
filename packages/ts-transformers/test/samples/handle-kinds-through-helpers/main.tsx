import { handler, type Writable } from "commonfabric";
function bump(n: Writable<number>, by: number) {
  n.set(n.get() + by);
}
function show(n: Writable<number>): string {
  return `${n.get()}`;
}
const put = (list: Writable<string[]>, text: string) => list.push(text);
export const run = handler<void, {
  a: Writable<number>;
  b: Writable<number>;
  c: Writable<string[]>;
}>((_, { a, b, c }) => {
  bump(a, 1);
  put(c, show(b));
});
