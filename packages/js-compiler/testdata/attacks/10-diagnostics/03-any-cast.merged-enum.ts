// attack: 10-diagnostics/03-any-cast
// kind: program
// by: compiler
// expect: reject(module:unsupported-initializer)
enum Color { Red }
enum Color { Green = Math.random() }
export const value = Color.Red;
