// attack: 04-module-grammar/14-reassigned-function
// kind: program
// by: compiler
// silenced: reject(verify:module-state)
// expect: reject(TS2630)
export default function counter() { return 0; }
export const bump = () => { counter = () => 1; };
