// attack: 04-module-grammar/01-digit-then-object
// kind: program
// by: compiler
// expect: reject(verify:mutable-data)
/// <cf-disable-transform />
export const a = 1 && [];
