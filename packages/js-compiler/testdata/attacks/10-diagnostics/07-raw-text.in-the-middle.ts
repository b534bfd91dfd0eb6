// attack: 10-diagnostics/07-raw-text
// kind: program
// by: compiler
// expect: reject(module:forbidden-text)
export const raw = (a = 1) => String.raw`a${a}import(${a})`;
