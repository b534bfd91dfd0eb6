// attack: 10-diagnostics/09-stored-source
// kind: program
// by: compiler
// policy: {"storedSource":true}
// value: 1
// expect: accept
// @ts-expect-error
export const value = 1;
