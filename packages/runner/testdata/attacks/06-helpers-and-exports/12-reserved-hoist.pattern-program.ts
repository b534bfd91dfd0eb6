// attack: 06-helpers-and-exports/12-reserved-hoist
// kind: program
// by: compiler
// expect: reject(syntax:export-name)
export const __cfPattern_1 = 1;
