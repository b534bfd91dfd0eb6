// attack: 04-module-grammar/20-raw-data
// kind: program
// by: compiler
// value: [{"n":1}]
// expect: accept
export const value = [{ n: 1 }];
