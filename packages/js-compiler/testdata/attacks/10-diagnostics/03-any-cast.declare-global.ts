// attack: 10-diagnostics/03-any-cast
// kind: program
// by: compiler
// expect: reject(syntax:ambient)
declare global { const Deno: any; }
export const read = () => Deno.cwd();
