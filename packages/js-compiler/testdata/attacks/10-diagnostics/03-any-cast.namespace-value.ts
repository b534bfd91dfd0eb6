// attack: 10-diagnostics/03-any-cast
// kind: program
// by: compiler
// expect: reject(module:top-level-statement)
namespace State { export let n = 0; }
export const next = () => State.n++;
