// attack: 10-diagnostics/02-plain-js
// kind: program
// by: compiler
// expect: reject(module:top-level-statement)
module.exports = { a: 1 };
