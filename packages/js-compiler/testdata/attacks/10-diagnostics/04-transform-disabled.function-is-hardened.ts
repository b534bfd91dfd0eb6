// attack: 10-diagnostics/04-transform-disabled
// kind: program
// by: verifier
// expect: throws(TypeError)
/// <cf-disable-transform />
export function probe() { (probe as any).n = 1; return ["written"]; }
