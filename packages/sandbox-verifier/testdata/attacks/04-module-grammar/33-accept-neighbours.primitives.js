// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// value: [60,3600,-3600,"a60b","let x",false,true,"number",4,"10"]
// expect: accept
"use strict";
const A = 60, newest = A * 60, functional = -newest, importance = `a${A}b`, evaluated = "let x";
const truth = !true, choice = truth ? 1 : 0, larger = A > choice, kind = typeof A, big = 10n ** 1n, path = Math.PI > 3 ? 4 : 5;
exports.value = __cfHelpers.__cf_data([A, newest, functional, importance, evaluated, truth, larger, kind, path, `${big}`]);
