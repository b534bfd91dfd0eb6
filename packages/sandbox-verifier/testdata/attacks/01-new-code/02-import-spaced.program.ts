// attack: 01-new-code/02-import-spaced
// kind: program
// by: compiler
// expect: reject(module:dynamic-import)
export function load() { return import /* here */ (
  "./x.ts"); }
// file: /x.ts
export const a = 1;
