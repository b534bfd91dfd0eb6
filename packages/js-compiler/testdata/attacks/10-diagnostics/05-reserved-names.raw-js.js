// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: verifier
// expect: reject(module:reserved-name)
/// <cf-disable-transform />
export function f() { const __cfHardenFn = 1; return __cfHardenFn; }
