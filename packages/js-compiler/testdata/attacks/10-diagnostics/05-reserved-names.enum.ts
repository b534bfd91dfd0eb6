// attack: 10-diagnostics/05-reserved-names
// kind: program
// by: compiler
// expect: reject(module:reserved-name)
enum __cfColor { Red }
export const a = __cfColor.Red;
