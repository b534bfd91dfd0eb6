// attack: 05-hidden-state/04-function-properties
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function counter() {}
function probe() {
  const bound = counter.bind(null);
  bound.count = 1;
  return counter.bind(null).count === undefined && counter.count === undefined ? [] : ["shared"];
}
