// attack: 02-wrapper-and-text/07-html-comment
// kind: program
// by: compiler
// expect: reject(TS1109)
export const a = 1;
--> b
