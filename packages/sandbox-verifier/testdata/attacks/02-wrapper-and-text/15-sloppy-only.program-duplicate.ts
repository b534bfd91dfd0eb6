// attack: 02-wrapper-and-text/15-sloppy-only
// kind: program
// by: compiler
// silenced: reject(verify:syntax)
// expect: reject(TS2300)
export function f(a = 1, a = 2) { return a; }
