// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: verifier
// expect: throws(TypeError)
/// <cf-disable-transform />
import { __cf_data } from "commonfabric";
const data = __cf_data({ a: [1, 2] });
export function probe() { (data.a as number[]).push(3); return ["pushed"]; }
