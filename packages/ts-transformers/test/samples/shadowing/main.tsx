import { pattern as real } from "commonfabric";
const S = { type: "object" } as const;
const pattern = (n: number) => n + 1;
const h = 5;
export const two = pattern(1);
export const list = { map: (1 + h) };
export function local(lift: (n: number) => number) { return lift(1); }
const handler = (n: number) => n;
export const View = real((input) => ({ n: handler(1), input }), S);
