// attack: 05-hidden-state/02-map-through-data
// kind: program
// by: data
// expect: throws(TypeError)
const kept = new Map([[{ n: 1 }, { n: 1 }]]) as any;
function refused(attempts: Record<string, () => unknown>): string[] {
  const reached: string[] = [];
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
export function probe() {
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
    entryValue: () => kept.forEach((value: any) => { value.n = 2; }),
    iterator: () => (kept[Symbol.iterator]().next().value![0].n = 2),
    view: () => kept.forEach((_value: any, _key: any, map: any) => map.set(1, 2)),
    groupBy: () => (Map as any).groupBy([kept], (map: any) => map).keys().next().value!.clear(),
  });
}
