// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(syntax:reference-directive)
/// <reference no-default-lib="true" />
export const a = 1;
