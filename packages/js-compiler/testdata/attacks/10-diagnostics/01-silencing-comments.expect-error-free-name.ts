// attack: 10-diagnostics/01-silencing-comments
// kind: program
// by: verifier
// expect: reject(verify:free-name)
export function read() {
  // @ts-expect-error
  return Deno.cwd();
}
