// attack: 10-diagnostics/03-any-cast
// kind: program
// by: compiler
// expect: reject(module:top-level-statement)
function f() { return f.n; }
namespace f { export let n = 0; }
export const next = f;
