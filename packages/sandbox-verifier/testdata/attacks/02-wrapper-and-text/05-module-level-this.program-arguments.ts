// attack: 02-wrapper-and-text/05-module-level-this
// kind: program
// by: compiler
// silenced: reject(verify:module-this)
// expect: reject(TS2304)
export const a = () => arguments;
