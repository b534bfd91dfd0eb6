// attack: 04-module-grammar/24-destructured-const
// kind: program
// by: compiler
// value: [1,2,[3]]
// expect: accept
const { a, b: { c }, d: [...rest] } = { a: 1, b: { c: 2 }, d: [3] };
export const value = [a, c, rest];
