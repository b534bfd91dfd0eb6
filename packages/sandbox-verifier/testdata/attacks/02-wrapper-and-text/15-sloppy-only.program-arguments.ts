// attack: 02-wrapper-and-text/15-sloppy-only
// kind: program
// by: compiler
// silenced: reject(verify:syntax)
// expect: reject(TS1215)
export function f() { arguments = 1; }
