// attack: 02-wrapper-and-text/08-decrement-arrow
// kind: program
// by: compiler
// value: ["<!-- true -->","<!--","--\\x3e","-->"]
// expect: accept
const arrow = (n = 1) => `<!-- ${n--> 0} -->`;
export const value = [arrow(), "<!--", /-->/.source, '--' + '>'];
