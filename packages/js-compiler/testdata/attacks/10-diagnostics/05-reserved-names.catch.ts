// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
export const f = () => { try { return 1; } catch (__cfError) { return __cfError; } };
