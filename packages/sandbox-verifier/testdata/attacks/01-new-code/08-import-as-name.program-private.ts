// attack: 01-new-code/08-import-as-name
// kind: program
// by: compiler
// expect: reject(module:forbidden-text)
export const f = () => class { #import = 1; get() { return this.#import; } };
