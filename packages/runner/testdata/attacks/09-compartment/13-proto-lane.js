// attack: 09-compartment/13-proto-lane
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
const ns = require("./other.js");
const data = __cfHelpers.__cf_data({ n: 1 });
const view = __cfHelpers.__cf_data(new Map());
function probe() {
  const reached = [];
  const plain = {};
  if (plain.__proto__ !== undefined && plain.__proto__ !== Object.prototype) reached.push("an odd prototype");
  plain.__proto__ = { polluted: 1 };
  if (({}).polluted !== undefined || [].polluted !== undefined) reached.push("pollution by assignment");
  for (const [name, target] of Object.entries({ prototype: Object.prototype, array: Array.prototype, fn: probe, data, view, ns, math: Math, errorClass: TypeError })) {
    const before = Object.getPrototypeOf(target);
    try { target.__proto__ = { polluted: 1 }; } catch {}
    try { target["__proto__"].polluted = 1; } catch {}
    try { Object.getPrototypeOf(target)["__pro" + "to__"].polluted = 1; } catch {}
    if (Object.getPrototypeOf(target) !== before || target.polluted !== undefined) reached.push(name);
  }
  const parsed = JSON.parse('{"__proto__":{"polluted":1}}');
  if (parsed.polluted !== undefined || !Object.hasOwn(parsed, "__proto__")) reached.push("parsed text");
  if (({ ...parsed }).polluted !== undefined) reached.push("spread");
  if (structuredClone(parsed).polluted !== undefined) reached.push("a clone");
  const setter = Object.getOwnPropertyDescriptor(Object.prototype, "__proto__")?.set;
  if (setter !== undefined) {
    if (!Object.isFrozen(setter)) reached.push("an unfrozen setter");
    try { setter.call(data, null); } catch {}
    if (Object.getPrototypeOf(data) !== Object.prototype) reached.push("the setter");
  }
  for (const name of ["__defineGetter__", "__defineSetter__"]) {
    try { plain[name]?.call(Object.prototype, "polluted", () => 1); } catch {}
    try { plain[name]?.call(data, "polluted", () => 1); } catch {}
  }
  if (({}).polluted !== undefined || data.polluted !== undefined) reached.push("old accessors");
  return reached;
}
