// attack: 10-diagnostics/02-plain-js
// kind: program
// by: verifier
// expect: reject(verify:new-code)
export const all = () => /** @type {any} */ (globalThis).Deno;
