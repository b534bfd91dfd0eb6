// attack: 04-module-grammar/16-data-argument-effects
// kind: program
// by: compiler
// expect: reject(verify:helper)
/// <cf-disable-transform />
import { __cf_data, lift } from "commonfabric";
export const a = __cf_data([1].map(() => lift((n) => n)));
