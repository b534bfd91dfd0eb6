// attack: 04-module-grammar/21-sequence-assign
// kind: program
// by: compiler
// silenced: reject(verify:value)
// expect: reject(TS2695)
/// <cf-disable-transform />
export const a = (1, 2);
