// attack: 10-diagnostics/01-silencing-comments
// kind: program
// by: verifier
// expect: reject(verify:new-code)
export function run(text = "") {
  // @ts-expect-error
  return (0, eval)(text);
}
