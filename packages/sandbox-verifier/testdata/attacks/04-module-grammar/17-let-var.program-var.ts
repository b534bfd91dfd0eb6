// attack: 04-module-grammar/17-let-var
// kind: program
// by: compiler
// expect: reject(module:mutable-binding)
var a = 1;
export function next() { return a++; }
