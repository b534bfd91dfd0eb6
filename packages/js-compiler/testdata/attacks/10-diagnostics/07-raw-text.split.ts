// attack: 10-diagnostics/07-raw-text
// kind: program
// by: compiler
// value: "call import(x)"
// expect: accept
export const value = String.raw`call ${"imp"}ort(x)`;
