// attack: 10-diagnostics/10-crashing-gate
// kind: program
// by: compiler
// expect: reject(TS2589)
type Again<T> = T extends 0 ? never : Again<T extends 1 ? [T] : T>;
export const a: Again<1> = 1;
