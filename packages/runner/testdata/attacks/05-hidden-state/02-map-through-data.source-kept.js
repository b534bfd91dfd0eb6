// attack: 05-hidden-state/02-map-through-data
// kind: body
// by: data
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
const pair = __cfHelpers.__cf_data((() => { const source = new Map([[1, 2]]); return { a: source, b: source }; })());
function refused(attempts) {
  const reached = [];
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      attempt();
      reached.push(name);
    } catch (error) {
      if (!(error instanceof TypeError)) reached.push(`${name}: ${error}`);
    }
  }
  if (reached.length === 0) throw new TypeError("every attempt was refused");
  return reached;
}
function probe() {
  return refused({
    first: () => Map.prototype.set.call(pair.a, 1, 9),
    second: () => pair.b.set(1, 9),
  });
}
