// attack: 04-module-grammar/18-class
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:class) 2:33
"use strict";
const a = __cfHelpers.__cf_data(class {});
