// attack: 04-module-grammar/19-statements
// kind: program
// by: compiler
// expect: reject(module:top-level-statement)
if (true) { }
export const a = 1;
