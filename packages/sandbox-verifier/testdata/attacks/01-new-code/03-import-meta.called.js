// attack: 01-new-code/03-import-meta
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:23
"use strict";
function f() { return import.meta(); }
