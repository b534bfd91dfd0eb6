// attack: 04-module-grammar/04-unhardened-value
// kind: program
// by: compiler
// expect: reject(verify:unhardened)
/// <cf-disable-transform />
export const f = () => 1;
