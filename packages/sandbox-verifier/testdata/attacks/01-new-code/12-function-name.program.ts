// attack: 01-new-code/12-function-name
// kind: program
// by: compiler
// silenced: reject(verify:new-code)
// expect: reject(TS2693)
export function make(text = "") { return new Function(text); }
