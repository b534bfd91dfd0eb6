// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:38
"use strict";
function f(l, async) { for (async of l); }
