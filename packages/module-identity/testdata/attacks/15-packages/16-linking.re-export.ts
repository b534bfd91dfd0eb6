// attack: 15-packages/16-linking
// kind: program
// by: identity
// expect: reject(resolve:unresolved)
export * from "left-pad";
