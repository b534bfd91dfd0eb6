// attack: 10-diagnostics/01-silencing-comments
// kind: program
// by: verifier
// expect: reject(verify:new-code)
// @ts-nocheck
export const make = () => class extends Function {};
