// attack: 05-hidden-state/08-export-mutation
// kind: program
// by: loader
// expect: throws(TypeError)
import * as other from "./other.ts";
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
  const ns = other as any;
  return refused({
    write: () => (ns.a = 2),
    add: () => (ns.extra = 1),
    remove: () => { delete ns.a; },
    define: () => Object.defineProperty(ns, "a", { value: 2 }),
    prototype: () => Object.setPrototypeOf(ns, {}),
    nested: () => (ns.data.n = 2),
    list: () => ns.data.list.push(3),
    listLength: () => (ns.data.list.length = 0),
    sort: () => ns.data.list.sort((a: number, b: number) => b - a),
    fill: () => ns.data.list.fill(0),
    copyWithin: () => Array.prototype.copyWithin.call(ns.data.list, 0, 1),
    getter: () => ((Object.getOwnPropertyDescriptor(ns, "a") as any).get.count = 1),
    getterPrototype: () => Object.setPrototypeOf((Object.getOwnPropertyDescriptor(ns, "a") as any).get, {}),
    conversion: () => (ns[Symbol.toPrimitive].count = 1),
    tag: () => (ns[Symbol.toStringTag] = "x"),
    exportedFunction: () => (ns.f.count = 1),
    reflectSet: () => { if (!Reflect.set(ns, "a", 2)) throw new TypeError("refused"); },
    destructuring: () => { [ns.data.n] = [5]; },
    increment: () => ns.data.n++,
    viaAssign: () => Object.assign(ns.data, { n: 3 }),
  });
}
// file: /other.ts
export const a = 1;
export function f() {}
export const data = { n: 1, list: [1, 2] };
