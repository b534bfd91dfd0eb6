// attack: 04-module-grammar/02-quote-to-quote
// kind: program
// by: compiler
// expect: reject(verify:call-result)
/// <cf-disable-transform />
function f() { return 1; }
export const a = "a" + f() + "b";
