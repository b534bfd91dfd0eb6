// attack: 10-diagnostics/03-any-cast
// kind: program
// by: compiler
// expect: reject(syntax:ambient)
declare module "node:fs" { export function readFileSync(path: string): string; }
export const a = 1;
