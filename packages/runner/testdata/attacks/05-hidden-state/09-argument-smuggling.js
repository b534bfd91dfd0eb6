// attack: 05-hidden-state/09-argument-smuggling
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
exports.probe = probe;
const ns = require("./other.js");
const kept = __cfHelpers.__cf_data({ list: [], map: new Map() });
function keep(value) { kept.list.push(value); }
function keepIn(value) { kept.value = value; }
function keepOn(value) { keepOn.value = value; }
function keepIntrinsic(value) { Array.prototype.value = value; }
function keepMap(value) { kept.map.set("value", value); }
function keepGetter(value) { Object.getOwnPropertyDescriptor(ns, "a").get.value = value; }
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
    list: () => keep({ n: 1 }),
    property: () => keepIn({ n: 1 }),
    onFunction: () => keepOn({ n: 1 }),
    onIntrinsic: () => keepIntrinsic({ n: 1 }),
    map: () => keepMap({ n: 1 }),
    ofNamespaceGetter: () => keepGetter({ n: 1 }),
  });
}
// file: /other.js
"use strict";
exports.a = 1;
exports.f = f;
exports.data = __cfHelpers.__cf_data({ n: 1, list: [1, 2] });
function f() {}
