// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
/// <cf-disable-transform />
export const b = __cfHelpers.__cf_data({});
