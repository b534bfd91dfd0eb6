// attack: 01-new-code/10-eval-call
// kind: program
// by: compiler
// silenced: reject(module:forbidden-text)
// expect: reject(TS2304)
export function run(text = "") { return eval(text); }
