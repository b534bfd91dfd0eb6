// attack: 09-compartment/01-global-list
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const reached = [];
  const plain = (function () { return this; })();
  if (plain !== undefined) reached.push("this of a plain call");
  const names = ["Array", "Object", "Promise", "Map", "JSON", "Math", "Date", "console", "fetch", "undefined"];
  const values = [Array, Object, Promise, Map, JSON, Math, Date, console, fetch, undefined];
  values.forEach((value, at) => { if (names[at] !== "undefined" && value === undefined) reached.push("no " + names[at]); });
  for (const value of values) if (value !== undefined && !Object.isFrozen(value)) reached.push("an unfrozen global");
  return reached;
}
