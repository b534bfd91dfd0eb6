// attack: 04-module-grammar/09-builder-value-argument
// kind: program
// by: compiler
// expect: reject(verify:value)
/// <cf-disable-transform />
import { lift } from "commonfabric";
export const a = lift((n) => n, ...[{}]);
