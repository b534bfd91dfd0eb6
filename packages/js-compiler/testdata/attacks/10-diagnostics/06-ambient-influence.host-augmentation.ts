// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(syntax:ambient)
declare module "commonfabric" { export const b: number; }
export const c = 1;
