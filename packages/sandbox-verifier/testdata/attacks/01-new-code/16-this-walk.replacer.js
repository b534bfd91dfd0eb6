// attack: 01-new-code/16-this-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const seen = new Set();
  JSON.parse('{"a":1}', function (key, value) { seen.add(Object.getPrototypeOf(this)); return value; });
  JSON.stringify({ a: 1 }, function (key, value) { seen.add(Object.getPrototypeOf(this)); return value; });
  return [...seen].filter((prototype) => prototype !== Object.prototype).map(String);
}
