// attack: 10-diagnostics/02-plain-js
// kind: program
// by: compiler
// expect: reject(module:mutable-binding)
let n = 0;
export const next = () => n++;
