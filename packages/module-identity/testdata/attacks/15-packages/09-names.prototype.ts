// attack: 15-packages/09-names
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import a from "__proto__";
export const value = a;
