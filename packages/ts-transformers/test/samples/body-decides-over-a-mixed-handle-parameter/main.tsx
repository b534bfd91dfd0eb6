import { handler, type ReadonlyCell, type Writable } from "commonfabric";
function either(n: Writable<number> | ReadonlyCell<number>): number {
  return n.get();
}
function one(n: Writable<number>): number {
  return n.get();
}
export const run = handler<void, { n: Writable<number> }>((_, { n }) => {
  either(n);
  one(n);
});
