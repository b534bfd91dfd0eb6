// attack: 04-module-grammar/21-sequence-assign
// kind: program
// by: compiler
// silenced: reject(verify:value)
// expect: reject(TS2339)
/// <cf-disable-transform />
export const a = (Object.x = 1);
