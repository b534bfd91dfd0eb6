// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: inert
"use strict";
function note(map) { map.set(note, (map.get(note) ?? 0) + 1); return map.get(note); }
exports.probe = probe;
function probe() { return note(new WeakMap()) + note(new WeakMap()) === 2 ? [] : ["kept"]; }
