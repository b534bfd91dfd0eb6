// attack: 04-module-grammar/05-self-state
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
function f() { f.count = (f.count ?? 0) + 1; return f.count; }
exports.probe = probe;
function probe() { try { f(); } catch (error) { if (f.count !== undefined) return ["count"]; throw error; } return ["kept"]; }
