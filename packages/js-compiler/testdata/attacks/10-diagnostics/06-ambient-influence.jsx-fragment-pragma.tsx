// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(syntax:jsx-pragma)
/** @jsxFrag other */
export const a = 1;
