// attack: 10-diagnostics/01-silencing-comments
// kind: program
// by: verifier
// expect: reject(verify:module-state)
function g() { return 1; }
export function f() {
  // @ts-expect-error
  g = 1;
}
