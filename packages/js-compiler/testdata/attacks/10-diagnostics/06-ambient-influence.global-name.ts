// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(syntax:ambient)
export as namespace everywhere;
export const a = 1;
