// attack: 04-module-grammar/10-builder-callback-call
// kind: program
// by: compiler
// expect: reject(verify:callback)
/// <cf-disable-transform />
import { lift } from "commonfabric";
function f() { return (n = 1) => n; }
export const a = lift(f());
