// attack: 02-wrapper-and-text/08-decrement-arrow
// kind: program
// by: compiler
// expect: reject(TS2365)
const f = (a = 1, b = 1) => a <!--b;
export const value = f();
