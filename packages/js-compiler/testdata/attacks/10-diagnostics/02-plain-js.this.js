// attack: 10-diagnostics/02-plain-js
// kind: program
// by: verifier
// expect: reject(verify:module-this)
export const a = this;
