// attack: 04-module-grammar/33-accept-neighbours
// kind: program
// by: compiler
// value: [60,3600,-3600,"let x",false,"a60b-3600"]
// expect: accept
const newest = 60, functional = newest * 60, importance = -functional, evaluated = "let x", truth = !true;
const piece = Math.PI > 3 ? `a${newest}b${importance}` : "c";
export const value = [newest, functional, importance, evaluated, truth, piece];
