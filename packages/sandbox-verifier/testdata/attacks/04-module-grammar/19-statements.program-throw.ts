// attack: 04-module-grammar/19-statements
// kind: program
// by: compiler
// expect: reject(verify:statement)
/// <cf-disable-transform />
export const a = 1;
throw a;
