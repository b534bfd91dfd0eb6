// attack: 04-module-grammar/11-function-then-call
// kind: program
// by: compiler
// silenced: reject(verify:call-result)
// expect: reject(TS2872)
/// <cf-disable-transform />
export const a = (function () {} || 1)();
