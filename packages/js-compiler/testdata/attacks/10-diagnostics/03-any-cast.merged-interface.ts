// attack: 10-diagnostics/03-any-cast
// kind: program
// by: verifier
// expect: reject(verify:new-code)
interface Anything { Deno?: any }
export const all = () => (globalThis as Anything).Deno;
