// attack: 10-diagnostics/07-raw-text
// kind: program
// by: compiler
// escapes: yes
// expect: reject(module:forbidden-text)
export const raw = () => String.raw`a\u{2028}b`;
