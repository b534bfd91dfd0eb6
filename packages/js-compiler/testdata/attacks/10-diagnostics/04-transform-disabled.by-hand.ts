// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: verifier
// value: {"a":[1,2]}
// expect: accept
/// <cf-disable-transform />
import { __cf_data } from "commonfabric";
export const value = __cf_data({ a: [1, 2] });
