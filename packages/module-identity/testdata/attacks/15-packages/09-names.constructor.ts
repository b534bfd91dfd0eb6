// attack: 15-packages/09-names
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import a from "constructor";
export const value = a;
