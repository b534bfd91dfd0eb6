// attack: 04-module-grammar/01-digit-then-object
// kind: program
// by: verifier
// expect: reject(verify:mutable-data)
/// <cf-disable-transform />
export const a = 0 || { n: 0 };
