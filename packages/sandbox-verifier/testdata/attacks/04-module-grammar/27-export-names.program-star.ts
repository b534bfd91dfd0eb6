// attack: 04-module-grammar/27-export-names
// kind: program
// by: compiler
// expect: reject(syntax:export-name)
export * as then from "./x.ts";
// file: /x.ts
export const a = 1;
