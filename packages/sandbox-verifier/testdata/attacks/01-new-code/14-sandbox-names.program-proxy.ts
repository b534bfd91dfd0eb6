// attack: 01-new-code/14-sandbox-names
// kind: program
// by: compiler
// silenced: reject(verify:new-code)
// expect: reject(TS2304)
export function wrap(o = {}) { return new Proxy(o, {}); }
