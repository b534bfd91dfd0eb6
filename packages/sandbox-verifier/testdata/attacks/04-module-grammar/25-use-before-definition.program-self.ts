// attack: 04-module-grammar/25-use-before-definition
// kind: program
// by: compiler
// silenced: reject(verify:use-before-definition)
// expect: reject(TS7022)
/// <cf-disable-transform />
export const a = a;
