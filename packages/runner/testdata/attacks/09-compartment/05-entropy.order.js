// attack: 09-compartment/05-entropy
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const reached = [];
  const objects = Array.from({ length: 50 }, (_, n) => ({ n }));
  if ([...new Set(objects)].some((object, at) => object.n !== at)) reached.push("the order of sets");
  if ([...new Map(objects.map((object) => [object, 1])).keys()].some((object, at) => object.n !== at)) reached.push("the order of maps");
  if (Object.keys(Object.fromEntries(objects.map(({ n }) => ["k" + n, n]))).some((key, at) => key !== "k" + at)) reached.push("the order of keys");
  if (String(Symbol()) !== "Symbol()" || String({}) !== "[object Object]" || String(() => 1) !== "() => 1") reached.push("ids in texts");
  return reached;
}
