// attack: 10-diagnostics/07-raw-text
// kind: program
// by: compiler
// expect: reject(module:forbidden-text)
export const raw = () => String.raw`import.defer(x)`;
