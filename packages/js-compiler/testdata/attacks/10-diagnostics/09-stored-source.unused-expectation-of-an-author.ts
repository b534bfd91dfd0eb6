// attack: 10-diagnostics/09-stored-source
// kind: program
// by: compiler
// expect: reject(TS2578)
// @ts-expect-error
export const value = 2;
