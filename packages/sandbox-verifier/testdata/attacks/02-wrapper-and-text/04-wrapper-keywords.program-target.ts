// attack: 02-wrapper-and-text/04-wrapper-keywords
// kind: program
// by: compiler
// silenced: reject(verify:syntax)
// expect: reject(TS17013)
export const a = new.target;
