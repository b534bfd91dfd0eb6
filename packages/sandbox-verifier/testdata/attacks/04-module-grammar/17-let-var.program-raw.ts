// attack: 04-module-grammar/17-let-var
// kind: program
// by: compiler
// expect: reject(verify:module-state)
/// <cf-disable-transform />
export function next() { return a++; } let a = 1;
