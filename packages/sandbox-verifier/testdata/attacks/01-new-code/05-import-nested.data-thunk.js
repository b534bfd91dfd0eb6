// attack: 01-new-code/05-import-nested
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:40
"use strict";
const a = __cfHelpers.__cf_data((() => import("./x.ts"))());
