// attack: 01-new-code/16-this-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const get = Object.getOwnPropertyDescriptor({ get a() { return this; } }, "a").get;
  return get() === undefined ? [] : ["this"];
}
