// attack: 04-module-grammar/33-accept-neighbours
// kind: program
// by: compiler
// value: [0,"g","Red",8,1,2]
// expect: accept
enum Color { Red, Green = "g" }
const enum Size { Small = 4, Large = Small * 2 }
const { a, b: [c] } = { a: 1, b: [2] };
export const value = [Color.Red, Color.Green, Color[0], Size.Large, a, c];
