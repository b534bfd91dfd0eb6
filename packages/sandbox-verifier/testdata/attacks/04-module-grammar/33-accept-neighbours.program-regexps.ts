// attack: 04-module-grammar/33-accept-neighbours
// kind: program
// by: compiler
// value: [["1","2"],true,"b"]
// expect: accept
const pick = (text: string) => text.match(/\d/g) ?? [];
const isWord = (text: string) => /^[\w/]+$/.test(text);
export const value = [[...pick("1a2")], isWord("a/b"), "a/b".split("/")[1]];
