// attack: 10-diagnostics/09-stored-source
// kind: program
// by: compiler
// policy: {"storedSource":true}
// expect: reject(verify:new-code)
// @ts-expect-error
export const value = typeof eval;
