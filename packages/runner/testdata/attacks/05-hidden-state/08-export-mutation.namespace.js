// attack: 05-hidden-state/08-export-mutation
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
const ns = require("./other.js");
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
    write: () => (ns.a = 2),
    add: () => (ns.extra = 1),
    remove: () => { delete ns.a; },
    define: () => Object.defineProperty(ns, "a", { value: 2 }),
    prototype: () => Object.setPrototypeOf(ns, {}),
    nested: () => (ns.data.n = 2),
    list: () => ns.data.list.push(3),
    listLength: () => (ns.data.list.length = 0),
    sort: () => ns.data.list.sort((a, b) => b - a),
    fill: () => ns.data.list.fill(0),
    copyWithin: () => Array.prototype.copyWithin.call(ns.data.list, 0, 1),
    getter: () => (Object.getOwnPropertyDescriptor(ns, "a").get.count = 1),
    getterPrototype: () => Object.setPrototypeOf(Object.getOwnPropertyDescriptor(ns, "a").get, {}),
    conversion: () => (ns[Symbol.toPrimitive].count = 1),
    tag: () => (ns[Symbol.toStringTag] = "x"),
    exportedFunction: () => (ns.f.count = 1),
    reflectSet: () => { if (!Reflect.set(ns, "a", 2)) throw new TypeError("refused"); },
    destructuring: () => { [ns.data.n] = [5]; },
    increment: () => ns.data.n++,
    viaAssign: () => Object.assign(ns.data, { n: 3 }),
  });
}
// file: /other.js
"use strict";
exports.a = 1;
exports.f = f;
exports.data = __cfHelpers.__cf_data({ n: 1, list: [1, 2] });
function f() {}
