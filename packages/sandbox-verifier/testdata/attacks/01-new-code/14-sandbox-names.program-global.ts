// attack: 01-new-code/14-sandbox-names
// kind: program
// by: compiler
// expect: reject(verify:new-code)
export function all() { return Object.keys(globalThis); }
