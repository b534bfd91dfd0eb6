// attack: 04-module-grammar/04-unhardened-value
// kind: program
// by: compiler
// value: 1
// expect: accept
const f = () => 1;
export const value = f();
