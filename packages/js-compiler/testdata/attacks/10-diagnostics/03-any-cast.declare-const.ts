// attack: 10-diagnostics/03-any-cast
// kind: program
// by: verifier
// expect: reject(verify:free-name)
declare const Deno: any;
export const read = () => Deno.cwd();
