import { three, isOdd } from "./odd.ts";
export function half(n: number): number { return n / 2; }
export const answer = isOdd(three);
