// attack: 04-module-grammar/03-directive-look-alike
// kind: program
// by: compiler
// expect: reject(verify:statement)
/// <cf-disable-transform />
export const a = 1;
"use sloppy";
