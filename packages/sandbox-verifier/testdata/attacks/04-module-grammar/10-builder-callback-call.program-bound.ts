// attack: 04-module-grammar/10-builder-callback-call
// kind: program
// by: compiler
// expect: reject(verify:callback)
/// <cf-disable-transform />
import { lift } from "commonfabric";
function f(n = 1) { return n; }
export const a = lift(f.bind(undefined));
