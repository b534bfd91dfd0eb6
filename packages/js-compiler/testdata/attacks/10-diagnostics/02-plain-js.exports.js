// attack: 10-diagnostics/02-plain-js
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
exports.a = 1;
