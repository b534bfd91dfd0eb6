// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
/// <cf-disable-transform />
import { lift } from "commonfabric";
const a = lift((n = 1) => n);
__cfReg({ a });
export const b = a;
