export const arrow = (n: number) => n + 1;
export const expression = function (n: number) { return n; };
export const named = function inner() { return 1; };
export const asserted = ((n: number) => n) as (n: number) => number;
export function declared(n = 1): number { return n === 0 ? 0 : declared(n - 1); }
export async function* stream() { yield declared(); }
export const chosen = Math.PI > 3 ? () => "a" : () => "b";
const local = async () => 1;
export { local as renamed };
const alias = declared;
export const viaAlias = alias(2);
export default () => 1;
