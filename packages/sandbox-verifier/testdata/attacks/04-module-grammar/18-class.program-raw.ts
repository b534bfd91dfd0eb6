// attack: 04-module-grammar/18-class
// kind: program
// by: compiler
// expect: reject(verify:class)
/// <cf-disable-transform />
export class A { n = 1; }
