// attack: 10-diagnostics/03-any-cast
// kind: program
// by: verifier
// expect: reject(verify:free-name)
declare namespace Deno { function cwd(): string; }
export const read = () => Deno.cwd();
