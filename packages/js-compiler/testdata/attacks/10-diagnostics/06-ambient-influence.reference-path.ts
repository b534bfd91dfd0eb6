// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(syntax:reference-directive)
/// <reference path="./x.ts" />
export const a = 1;
