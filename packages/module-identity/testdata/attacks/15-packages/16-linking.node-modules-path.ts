// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import pad from "./node_modules/left-pad/index.js";
export const value = pad;
