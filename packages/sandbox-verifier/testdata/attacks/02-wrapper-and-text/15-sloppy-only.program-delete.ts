// attack: 02-wrapper-and-text/15-sloppy-only
// kind: program
// by: compiler
// silenced: reject(verify:syntax)
// expect: reject(TS1102)
export function f(a = 1) { delete a; }
