// attack: 09-compartment/12-order-and-bits
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const reached = [];
  const check = (name, found, expected) => { if (JSON.stringify(found) !== JSON.stringify(expected)) reached.push(`${name}: ${JSON.stringify(found)}`); };
  check("keys", Object.keys({ b: 1, 2: 1, a: 1, 1: 1, "-1": 1 }), ["1", "2", "b", "a", "-1"]);
  check("symbols last", Reflect.ownKeys({ [Symbol.iterator]: 1, z: 1, 0: 1 }).map(String), ["0", "z", "Symbol(Symbol.iterator)"]);
  check("json", JSON.stringify({ b: 1, 10: 1, 9: 1, a: [undefined, () => 1] }), '{"9":1,"10":1,"b":1,"a":[null,null]}');
  check("json numbers", JSON.stringify([-0, 1e21, 0.1, NaN, 1e-7]), "[0,1e+21,0.1,null,1e-7]");
  const pairs = Array.from({ length: 600 }, (_, n) => [n % 3, n]);
  check("stable sort", pairs.sort(([a], [b]) => a - b).every(([key, n], at, all) => at === 0 || all[at - 1][0] < key || all[at - 1][1] < n), true);
  check("default sort", [10, 9, 1, "b", undefined, "a"].sort(), [1, 10, 9, "a", "b", null]);
  check("delete and add", Object.keys((() => { const o = { a: 1, b: 2 }; delete o.a; o.a = 3; return o; })()), ["b", "a"]);
  check("map order", [...new Map([["b", 1], ["a", 2], ["b", 3]])], [["b", 3], ["a", 2]]);
  for (const [high, low] of [[0x7ff80000, 1], [0x7ff8dead, 0xbeef], [0xfff80000, 0], [0x7ff00000, 1]]) {
    const view = new DataView(new ArrayBuffer(8));
    view.setUint32(0, high);
    view.setUint32(4, low);
    const number = view.getFloat64(0);
    const out = new DataView(new ArrayBuffer(8));
    out.setFloat64(0, number);
    check("a payload", [out.getUint32(0).toString(16), out.getUint32(4)], ["7ff80000", 0]);
    const single = new DataView(new ArrayBuffer(4));
    single.setFloat32(0, number);
    check("a payload of 32 bits", single.getUint32(0).toString(16), "7fc00000");
  }
  check("no float arrays", [typeof new Uint8Array(8).buffer.constructor, Object.getOwnPropertyNames(Object.getPrototypeOf(Uint8Array)).includes("Float64Array")], ["function", false]);
  check("rounding", [0.1 + 0.2, 5e-324 / 2, 2 ** 53 + 1, (1.005).toFixed(2)], [0.30000000000000004, 0, 9007199254740992, "1.00"]);
  return reached;
}
