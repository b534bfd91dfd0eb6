// attack: 01-new-code/16-this-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
async function probe() {
  const seen = [];
  const note = function () { seen.push(this); return 0; };
  [2, 1].sort(note);
  "ab".replace(/a/, note);
  "ab".replaceAll("a", note);
  JSON.stringify({ toJSON: () => note() });
  new Map([[1, 2]]).forEach(note);
  new Set([1]).forEach(note);
  Array.from([1], note);
  Object.groupBy([1], note);
  await Promise.resolve().then(note);
  await new Promise(function (resolve) { note(); resolve(); });
  await Promise.resolve().finally(note);
  return seen.flatMap((value, at) => value === undefined ? [] : ["this " + at]);
}
