// attack: 02-wrapper-and-text/04-wrapper-keywords
// kind: program
// by: compiler
// silenced: reject(verify:syntax)
// expect: reject(TS1163)
export const a = yield 1;
