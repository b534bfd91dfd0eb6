// attack: 05-hidden-state/07-default-parameter
// kind: program
// by: loader
// expect: inert
function collect(item: number, into: number[] = []) { into.push(item); return into; }
const named = ({ state = { n: 0 } } = {}) => { state.n++; return state; };
export function probe() {
  const first = collect(1);
  const second = collect(2);
  return first === second || second.length !== 1 || named().n !== 1 || named().n !== 1 ? ["kept"] : [];
}
