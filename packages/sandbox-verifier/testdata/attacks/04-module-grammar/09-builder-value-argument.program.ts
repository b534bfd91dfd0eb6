// attack: 04-module-grammar/09-builder-value-argument
// kind: program
// by: compiler
// silenced: reject(verify:call-result)
// expect: reject(TS2322)
/// <cf-disable-transform />
import { lift } from "commonfabric";
function f() { return 1; }
export const a = lift((n) => n, { type: f() });
