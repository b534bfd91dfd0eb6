// attack: 03-scanner-confusion/13-arrows-and-classes
// kind: body
// by: verifier
// expect: reject(verify:unhardened) 2:11
"use strict";
const f = () => {}
/x/g
