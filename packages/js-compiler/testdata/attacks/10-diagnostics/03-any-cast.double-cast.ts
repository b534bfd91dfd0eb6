// attack: 10-diagnostics/03-any-cast
// kind: program
// by: compiler
// expect: reject(cast-validation:double-unknown)
export const f = (a = 1) => (a as unknown as { constructor: { constructor: Function } }).constructor;
