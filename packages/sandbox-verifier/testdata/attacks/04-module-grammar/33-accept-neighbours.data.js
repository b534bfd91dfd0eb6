// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// value: [{"a":[1,2,null],"b":{"c":"d"}},1,[1,2,3]]
// expect: accept
"use strict";
const d = __cfHelpers.__cf_data({ a: [1, 2, , ], b: { c: "d" } });
const one = d.a[0], list = __cfHelpers.__cf_data([...[1, 2], 3]);
exports.value = __cfHelpers.__cf_data([{ a: [1, 2, null], b: d.b }, one, list]);
