// attack: 10-diagnostics/02-plain-js
// kind: program
// by: verifier
// expect: reject(verify:free-name)
export function read() { return Deno.cwd(); }
