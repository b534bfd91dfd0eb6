// attack: 09-compartment/05-entropy
// kind: program
// by: verifier
// expect: reject(verify:free-name)
// @ts-nocheck
export function f() { return crypto.randomUUID(); }
