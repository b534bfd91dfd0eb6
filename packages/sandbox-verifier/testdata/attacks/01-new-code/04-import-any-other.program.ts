// attack: 01-new-code/04-import-any-other
// kind: program
// by: compiler
// expect: reject(module:dynamic-import)
export function load() { return import.defer("./x.ts"); }
// file: /x.ts
export const a = 1;
