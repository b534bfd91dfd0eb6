// attack: 01-new-code/03-import-meta
// kind: program
// by: compiler
// expect: reject(module:dynamic-import)
export function where() { return import.meta; }
