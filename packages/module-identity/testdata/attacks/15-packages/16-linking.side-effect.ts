// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import "left-pad";
export const value = 1;
