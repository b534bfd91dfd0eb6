// attack: 04-module-grammar/03-directive-look-alike
// kind: program
// by: compiler
// expect: reject(module:top-level-statement)
function f() { return 1; }
"a" + f() + "b";
export const a = 1;
