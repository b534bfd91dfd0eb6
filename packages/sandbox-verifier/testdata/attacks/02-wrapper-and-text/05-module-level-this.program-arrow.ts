// attack: 02-wrapper-and-text/05-module-level-this
// kind: program
// by: compiler
// expect: reject(verify:module-this)
export const a = () => this;
