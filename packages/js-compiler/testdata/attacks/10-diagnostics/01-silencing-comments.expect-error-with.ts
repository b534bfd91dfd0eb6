// attack: 10-diagnostics/01-silencing-comments
// kind: program
// by: verifier
// expect: reject(verify:statement)
export function f(o = { a: 1 }) {
  // @ts-expect-error
  with (o) { return a; }
}
