// attack: 10-diagnostics/03-any-cast
// kind: program
// by: verifier
// expect: reject(verify:new-code)
export const all = () => (globalThis as any).Deno.cwd();
