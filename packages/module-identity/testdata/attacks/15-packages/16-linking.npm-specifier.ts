// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:specifier)
import pad from "npm:left-pad@1.3.0";
export const value = pad("a", 2);
