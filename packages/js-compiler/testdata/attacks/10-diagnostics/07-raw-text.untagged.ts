// attack: 10-diagnostics/07-raw-text
// kind: program
// by: compiler
// value: "import(1) <!-- eval(2) -->"
// expect: accept
export const value = `import(${1}) <!-- eval(2) -->`;
