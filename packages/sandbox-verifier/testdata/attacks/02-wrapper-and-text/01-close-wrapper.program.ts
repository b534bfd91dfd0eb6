// attack: 02-wrapper-and-text/01-close-wrapper
// kind: program
// by: compiler
// expect: reject(TS1128)
export const a = 1;
}); tripwire("closed"); (function () {
