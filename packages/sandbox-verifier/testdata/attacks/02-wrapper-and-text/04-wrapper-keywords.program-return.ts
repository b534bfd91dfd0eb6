// attack: 02-wrapper-and-text/04-wrapper-keywords
// kind: program
// by: compiler
// expect: reject(module:top-level-statement)
export const a = 1;
return;
