// attack: 04-module-grammar/16-data-argument-effects
// kind: program
// by: compiler
// expect: throws(CapabilityError)
export const a = [Date.now()];
