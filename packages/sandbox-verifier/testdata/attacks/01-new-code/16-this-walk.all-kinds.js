// attack: 01-new-code/16-this-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const seen = [
    (function () { return this; })(),
    (0, function () { return this; })(),
    ({ m() { return this; } }.m, function () { return this; })(),
    [function () { return this; }].map((f) => f())[0],
    (function () { return (() => this)(); })(),
    [...(function* () { yield this; })()][0],
    [1].map(function () { return this; })[0],
    Reflect.apply(function () { return this; }, undefined, []),
    (function () { return this; }).call(),
    (function () { return this; }).bind()(),
    new (class { a = (function () { return this; })(); })().a,
    ((f) => f?.())(function () { return this; }),
    (function () { return this; })`tag`,
  ];
  return seen.flatMap((value, at) => value === undefined ? [] : ["this " + at]);
}
