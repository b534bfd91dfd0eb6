// attack: 10-diagnostics/10-crashing-gate
// kind: program
// by: compiler
// value: 1
// expect: accept
type Fine<T> = { a: T };
const fine: Fine<number> = { a: 1 };
export const value = fine.a;
