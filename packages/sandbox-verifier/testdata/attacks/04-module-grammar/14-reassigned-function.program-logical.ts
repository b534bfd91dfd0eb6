// attack: 04-module-grammar/14-reassigned-function
// kind: program
// by: compiler
// silenced: reject(verify:module-state)
// expect: reject(TS2630)
function g() { return 1; }
export const f = () => { g ??= 1; };
