// attack: 04-module-grammar/20-raw-data
// kind: program
// by: compiler
// expect: reject(verify:mutable-data)
/// <cf-disable-transform />
export const a = { n: 1 };
