// attack: 05-hidden-state/06-open-generator
// kind: program
// by: compiler
// expect: reject(module:unsupported-initializer)
function* numbers() { let n = 0; while (true) yield ++n; }
export const kept = numbers();
