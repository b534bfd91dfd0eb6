// attack: 05-hidden-state/02-map-through-data
// kind: body
// by: data
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
const data = __cfHelpers.__cf_data({ deep: [new Map([[1, new Set([2])]])] });
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
    outer: () => data.deep[0].set(1, 2),
    inner: () => data.deep[0].get(1).add(3),
    list: () => data.deep.push(1),
  });
}
