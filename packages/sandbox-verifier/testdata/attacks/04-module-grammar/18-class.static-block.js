// attack: 04-module-grammar/18-class
// kind: body
// by: verifier
// rule: S0
// expect: reject(verify:class) 2:1
"use strict";
class A { static { A.n = 0; } }
