// attack: 05-hidden-state/01-frozen-map
// kind: body
// by: data
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
const kept = __cfHelpers.__cf_data(Object.freeze(new Map([[1, 2]])));
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
    set: () => kept.set(1, 3),
    delete: () => kept.delete(1),
    clear: () => kept.clear(),
    add: () => kept.add(2),
    prototypeSet: () => Map.prototype.set.call(kept, 1, 3),
    prototypeDelete: () => Reflect.apply(Map.prototype.delete, kept, [1]),
    prototypeClear: () => Map.prototype.clear.call(kept),
    prototypeAdd: () => Set.prototype.add.call(kept, 2),
    property: () => (kept.extra = 1),
    define: () => Object.defineProperty(kept, "size", { value: 9 }),
    prototype: () => Object.setPrototypeOf(kept, Map.prototype),
    ofPrototype: () => (Object.getPrototypeOf(kept).get = () => 9),
    subclass: () => new (class extends Map { constructor() { super(); return kept; } })().set(1, 3),
  });
}
