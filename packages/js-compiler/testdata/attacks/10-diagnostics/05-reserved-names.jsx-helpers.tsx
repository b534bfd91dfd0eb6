// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
const __cfHelpers = { h: (name = "") => name };
export const a = __cfHelpers.h("a");
