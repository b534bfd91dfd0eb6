// attack: 10-diagnostics/06-ambient-influence
// kind: program
// by: compiler
// expect: reject(syntax:ambient)
declare global { interface Array<T> { own: T } }
export const a = 1;
