// attack: 04-module-grammar/11-function-then-call
// kind: program
// by: compiler
// expect: reject(verify:call-result)
/// <cf-disable-transform />
export const a = function () { return 1; }();
