// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: verifier
// expect: reject(verify:mutable-data)
/// <cf-disable-transform />
export const b = { n: 0 };
