// attack: 10-diagnostics/09-stored-source
// kind: program
// by: compiler
// policy: {"storedSource":true}
// expect: reject(TS2322)
export const value: string = 1;
