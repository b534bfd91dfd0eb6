// attack: 15-packages/09-names
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
import a from "%2e%2e/secret";
export const value = a;
