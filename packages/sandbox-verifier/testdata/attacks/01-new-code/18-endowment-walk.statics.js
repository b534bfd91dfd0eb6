// attack: 01-new-code/18-endowment-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const found = [];
  for (const name of ["createObjectURL", "revokeObjectURL"]) if (name in URL) found.push(name);
  for (const name of ["captureStackTrace", "prepareStackTrace", "stackTraceLimit"]) {
    for (const of of [TypeError, RangeError]) if (Object.hasOwn(of, name) && typeof of[name] === "function") found.push(name);
  }
  return found;
}
