// attack: 02-wrapper-and-text/15-sloppy-only
// kind: program
// by: compiler
// silenced: reject(verify:statement)
// expect: reject(TS1101)
export function f(o = { a: 1 }) { with (o) { return a; } }
