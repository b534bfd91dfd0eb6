// attack: 06-helpers-and-exports/12-reserved-hoist
// kind: program
// by: compiler
// expect: reject(syntax:export-name)
export const __cfLift_1 = 1;
