// attack: 02-wrapper-and-text/08-decrement-arrow
// kind: program
// by: compiler
// value: ["210","0"]
// expect: accept
function count(n = 3) {
  let all = "";
  while (n-->0) all += n;
  return all;
}
export const value = [count(), count(1)];
