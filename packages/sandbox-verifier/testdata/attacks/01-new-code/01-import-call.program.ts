// attack: 01-new-code/01-import-call
// kind: program
// by: compiler
// expect: reject(module:dynamic-import)
export function load() { return import("./x.ts"); }
// file: /x.ts
export const a = 1;
