// attack: 10-diagnostics/03-any-cast
// kind: program
// by: compiler
// expect: reject(syntax:export-equals)
export = 1;
