import { pattern } from "commonfabric";
const computed = (f: () => number): number => f() + 1;
function ifElse<T>(on: boolean, a: T, b: T): T {
  return on ? a : b;
}
function useOwn(n: number): number {
  const library = { map: (f: (n: number) => number): number => f(n), lift: (n: number) => n };
  return library.map((one) => one + 1) + library.lift(n) + computed(() => n);
}
export default pattern<{ n: number; on: boolean }>(({ n, on }) => ({
  picked: ifElse(on, n, 0),
  own: useOwn(n),
}));
