// attack: 10-diagnostics/01-silencing-comments
// kind: program
// by: verifier
// expect: reject(verify:new-code)
/* @ts-nocheck */ // @ts-nocheck
export const all = () => globalThis;
