// attack: 02-wrapper-and-text/16-labels-debugger
// kind: program
// by: compiler
// expect: reject(verify:statement)
export function f() { debugger; }
