// attack: 04-module-grammar/21-sequence-assign
// kind: program
// by: compiler
// expect: reject(verify:value)
/// <cf-disable-transform />
export const a = String.raw`x`;
