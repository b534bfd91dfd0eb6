// attack: 10-diagnostics/10-crashing-gate
// kind: program
// by: compiler
// expect: reject(TS2590)
type D = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";
type Wide = `${D}${D}${D}${D}${D}${D}${D}`;
export const a: Wide = "x";
