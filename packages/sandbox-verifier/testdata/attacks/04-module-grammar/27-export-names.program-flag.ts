// attack: 04-module-grammar/27-export-names
// kind: program
// by: compiler
// expect: reject(syntax:export-name)
export const __esModule = false;
