// attack: 05-hidden-state/07-default-parameter
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function collect(item, into = []) { into.push(item); return into; }
const named = __cfHardenFn(({ state = { n: 0 } } = {}) => { state.n++; return state; });
function probe() {
  const first = collect(1);
  const second = collect(2);
  return first === second || second.length !== 1 || named().n !== 1 || named().n !== 1 ? ["kept"] : [];
}
