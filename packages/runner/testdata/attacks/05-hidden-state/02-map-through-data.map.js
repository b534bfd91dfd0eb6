// attack: 05-hidden-state/02-map-through-data
// kind: body
// by: data
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
const kept = __cfHelpers.__cf_data(new Map([[{ n: 1 }, { n: 1 }]]));
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
    entryKey: () => { for (const [key] of kept) key.n = 2; },
    entryValue: () => kept.forEach((value) => { value.n = 2; }),
    iterator: () => (kept[Symbol.iterator]().next().value[0].n = 2),
    view: () => kept.forEach((_value, _key, map) => map.set(1, 2)),
    groupBy: () => Map.groupBy([kept], (map) => map).keys().next().value.clear(),
  });
}
