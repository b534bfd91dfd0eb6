// attack: 01-new-code/17-caller-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const found = [];
  for (const name of ["caller", "arguments"]) {
    const get = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(probe), name)?.get;
    if (get === undefined) continue;
    for (const of of [probe, [].map, console.log, () => 1]) {
      try { if (get.call(of) != null) found.push(name); } catch (error) { if (!(error instanceof TypeError)) found.push(name); }
    }
  }
  return found;
}
