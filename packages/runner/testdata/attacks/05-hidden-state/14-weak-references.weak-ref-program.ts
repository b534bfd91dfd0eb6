// attack: 05-hidden-state/14-weak-references
// kind: program
// by: verifier
// expect: reject(verify:free-name)
// @ts-nocheck
export function f(o: object) { return new WeakRef(o); }
