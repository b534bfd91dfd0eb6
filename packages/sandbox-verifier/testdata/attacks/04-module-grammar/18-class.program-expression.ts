// attack: 04-module-grammar/18-class
// kind: program
// by: compiler
// expect: reject(module:top-level-class)
export const A = class { n = 1; };
