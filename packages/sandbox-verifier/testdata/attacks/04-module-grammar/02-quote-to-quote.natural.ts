// attack: 04-module-grammar/02-quote-to-quote
// kind: program
// by: compiler
// value: "a1b"
// expect: accept
function f() { return 1; }
export const value = "a" + f() + "b";
