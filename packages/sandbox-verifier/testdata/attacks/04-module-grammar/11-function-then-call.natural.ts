// attack: 04-module-grammar/11-function-then-call
// kind: program
// by: compiler
// value: 1
// expect: accept
export const value = (function () { return 1; })();
