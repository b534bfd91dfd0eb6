// attack: 10-diagnostics/02-plain-js
// kind: program
// by: verifier
// expect: reject(verify:mutable-binding)
/// <cf-disable-transform />
let n = 0;
export function next() { return n; }
