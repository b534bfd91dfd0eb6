// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
/// <cf-disable-transform />
exports.a = 1;
export const b = 1;
