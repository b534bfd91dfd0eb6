// attack: 04-module-grammar/19-statements
// kind: program
// by: compiler
// expect: reject(verify:statement)
/// <cf-disable-transform />
for (const a of [1]) { }
export const a = 1;
