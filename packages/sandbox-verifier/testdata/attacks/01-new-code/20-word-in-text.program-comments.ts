// attack: 01-new-code/20-word-in-text
// kind: program
// by: compiler
// value: 1
// expect: accept
// import("./x.ts") and eval(1) and <!-- -->
/* import.meta(1) --> */
export const value = /* eval(1) */ 1; // import(
