// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: verifier
// expect: reject(verify:unhardened)
/// <cf-disable-transform />
export const b = () => 1;
