// attack: 01-new-code/10-eval-call
// kind: program
// by: compiler
// silenced: reject(module:forbidden-text)
// expect: reject(TS2304)
/// <cf-disable-transform />
export function run(text = "") { return eval /* here */ (text); }
