// attack: 04-module-grammar/03-directive-look-alike
// kind: body
// by: verifier
// rule: S1
// expect: reject(verify:statement) 2:1
"use strict";
("use strict");
