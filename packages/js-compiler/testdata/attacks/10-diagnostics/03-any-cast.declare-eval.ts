// attack: 10-diagnostics/03-any-cast
// kind: program
// by: verifier
// expect: reject(TS2304)
declare const evaluate: typeof eval;
export const run = (text = "") => evaluate(text);
