// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// value: [1,2,3,4,5]
// expect: accept
"use strict";
const arrow = __cfHardenFn(() => 2, "arrow"), named = __cfHardenFn(function inner() { return 3; });
function plain() { return 1; }
function* numbers() { yield 4; yield 5; }
async function later() { return 1; }
exports.value = __cfHelpers.__cf_data([plain(), arrow(), named(), ...numbers()]);
