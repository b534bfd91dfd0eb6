// attack: 01-new-code/15-host-names
// kind: program
// by: compiler
// silenced: reject(verify:free-name)
// expect: reject(TS2304)
export function later(f = () => {}) { setTimeout(f, 1); }
