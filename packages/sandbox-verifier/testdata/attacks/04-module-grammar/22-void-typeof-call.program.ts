// attack: 04-module-grammar/22-void-typeof-call
// kind: program
// by: compiler
// expect: reject(verify:call-result)
/// <cf-disable-transform />
function f() { return 1; }
export const a = void f();
