// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(module:mutable-binding)
import "./x.js";
export const f = () => leaked;
// file: /x.js
var leaked = 1;
