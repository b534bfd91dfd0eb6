// attack: 09-compartment/02-global-write
// kind: program
// by: verifier
// expect: reject(verify:free-name)
// @ts-nocheck
export function f() { leak = 1; }
