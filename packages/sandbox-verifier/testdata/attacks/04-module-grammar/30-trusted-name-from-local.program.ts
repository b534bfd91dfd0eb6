// attack: 04-module-grammar/30-trusted-name-from-local
// kind: program
// by: compiler
// silenced: reject(verify:call-result)
// expect: reject(TS2345)
/// <cf-disable-transform />
import { lift } from "./x.ts";
export const a = lift((n) => n);
// file: /x.ts
export function lift(f = (n = 1) => n) { return f(1); }
