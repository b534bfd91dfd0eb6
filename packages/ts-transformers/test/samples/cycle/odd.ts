import { half } from "./main.ts";
export function isOdd(n: number): boolean { return half(n) % 1 !== 0; }
export const three = half(6);
