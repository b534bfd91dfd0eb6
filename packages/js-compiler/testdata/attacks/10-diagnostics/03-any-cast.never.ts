// attack: 10-diagnostics/03-any-cast
// kind: program
// by: verifier
// expect: reject(verify:module-state)
function g() { return 1; }
export const f = () => { (g as any) = 1 as never; };
