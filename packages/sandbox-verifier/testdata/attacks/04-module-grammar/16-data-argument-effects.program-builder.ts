// attack: 04-module-grammar/16-data-argument-effects
// kind: program
// by: compiler
// expect: reject(standalone-function:reactive-operation)
import { lift } from "commonfabric";
export const a = [1].map(() => lift((n) => n));
