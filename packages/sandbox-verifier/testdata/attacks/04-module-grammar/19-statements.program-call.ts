// attack: 04-module-grammar/19-statements
// kind: program
// by: compiler
// expect: reject(module:top-level-statement)
function f() { return 1; }
f();
export const a = 1;
