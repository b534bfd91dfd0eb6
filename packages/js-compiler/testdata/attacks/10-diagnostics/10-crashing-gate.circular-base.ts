// attack: 10-diagnostics/10-crashing-gate
// kind: program
// by: compiler
// expect: reject(TS2310)
interface A extends B {}
interface B extends A {}
export const a: A = 1;
