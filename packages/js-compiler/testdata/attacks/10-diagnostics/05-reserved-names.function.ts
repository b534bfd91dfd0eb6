// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
function __exportStar() { return 1; }
export const b = __exportStar();
