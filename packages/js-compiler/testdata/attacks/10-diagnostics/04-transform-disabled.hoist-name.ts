// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
/// <cf-disable-transform />
import { lift } from "commonfabric";
const __cfLift_1 = lift((n = 1) => n);
export const b = __cfLift_1;
