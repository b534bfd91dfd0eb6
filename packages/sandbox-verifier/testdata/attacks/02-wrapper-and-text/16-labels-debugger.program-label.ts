// attack: 02-wrapper-and-text/16-labels-debugger
// kind: program
// by: compiler
// expect: reject(module:top-level-statement)
exports: {}
export const a = 1;
