// attack: 05-hidden-state/14-weak-references
// kind: program
// by: compiler
// expect: reject(module:unsupported-initializer)
export const table = new WeakMap<object, number>();
