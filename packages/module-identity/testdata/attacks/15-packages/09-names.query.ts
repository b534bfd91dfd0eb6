// attack: 15-packages/09-names
// kind: program
// by: identity
// expect: reject(resolve:specifier)
import a from "left-pad?x";
export const value = a;
