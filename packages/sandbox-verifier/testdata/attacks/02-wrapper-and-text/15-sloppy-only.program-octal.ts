// attack: 02-wrapper-and-text/15-sloppy-only
// kind: program
// by: compiler
// expect: reject(TS1121)
export const a = 010;
