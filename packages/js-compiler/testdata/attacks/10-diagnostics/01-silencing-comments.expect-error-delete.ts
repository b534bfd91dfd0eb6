// attack: 10-diagnostics/01-silencing-comments
// kind: program
// by: verifier
// expect: reject(verify:syntax)
export function f(a = 1) {
  // @ts-expect-error
  delete a;
}
