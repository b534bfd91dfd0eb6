// attack: 04-module-grammar/16-data-argument-effects
// kind: program
// by: compiler
// expect: reject(module:mutable-binding)
let n = 0;
export const a = [1].map(() => (n = 1));
