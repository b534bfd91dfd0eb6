// attack: 02-wrapper-and-text/04-wrapper-keywords
// kind: program
// by: compiler
// silenced: reject(verify:syntax)
// expect: reject(TS2660)
export const a = super.x;
