// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: verifier
// expect: reject(module:reserved-name)
/// <cf-disable-transform />
function require() { return 1; }
export function f() { return require(); }
