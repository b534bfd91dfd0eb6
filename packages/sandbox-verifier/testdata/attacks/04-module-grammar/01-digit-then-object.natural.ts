// attack: 04-module-grammar/01-digit-then-object
// kind: program
// by: compiler
// value: {"n":0}
// expect: accept
export const value = 0 || { n: 0 };
