// attack: 05-hidden-state/10-builder-value-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
const schema = __cfHelpers.schema({ type: "object", properties: { n: { type: "number" } } });
const double = __cfHelpers.lift((n) => n * 2, schema, schema);
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
    property: () => (schema.type = "string"),
    nested: () => (schema.properties.n.type = "string"),
    add: () => (schema.properties.m = {}),
    artifact: () => (double.n = 1),
    reachable: () => reach(double, []),
  });
}
function reach(value, seen) {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return;
  if (seen.includes(value)) return;
  seen.push(value);
  if (!Object.isFrozen(value)) return;
  for (const key of Reflect.ownKeys(value)) {
    const { value: member, get, set } = Object.getOwnPropertyDescriptor(value, key);
    for (const next of [member, get, set]) reach(next, seen);
  }
  reach(Object.getPrototypeOf(value), seen);
  for (const each of seen) if (!Object.isFrozen(each)) return;
  throw new TypeError("all is frozen");
}
