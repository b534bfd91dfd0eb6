// attack: 05-hidden-state/14-weak-references
// kind: body
// by: verifier
// rule: W7
// expect: reject(verify:free-name) 2:28
"use strict";
function f(o) { return new FinalizationRegistry(() => {}); }
