// attack: 04-module-grammar/25-use-before-definition
// kind: program
// by: compiler
// silenced: reject(verify:use-before-definition)
// expect: reject(TS2448)
export const a = b + 1;
const b = 1;
