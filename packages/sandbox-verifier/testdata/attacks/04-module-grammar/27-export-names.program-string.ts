// attack: 04-module-grammar/27-export-names
// kind: program
// by: compiler
// expect: reject(syntax:export-name)
const a = 1;
export { a as "then" };
