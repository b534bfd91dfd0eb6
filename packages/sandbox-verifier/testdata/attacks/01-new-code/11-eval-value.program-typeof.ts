// attack: 01-new-code/11-eval-value
// kind: program
// by: compiler
// silenced: reject(verify:new-code)
// expect: reject(TS2304)
export function run() { return typeof eval; }
