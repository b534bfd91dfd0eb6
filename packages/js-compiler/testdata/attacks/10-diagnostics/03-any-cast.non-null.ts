// attack: 10-diagnostics/03-any-cast
// kind: program
// by: verifier
// expect: reject(TS2630)
function g() { return 1; }
export const f = () => { g! = 1 as never; };
