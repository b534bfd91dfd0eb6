// attack: 01-new-code/08-import-as-name
// kind: body
// by: verifier
// value: 3
// expect: accept
"use strict";
exports.value = __cfHelpers.__cf_data((() => { const o = { "import": 1, ["imp" + "ort2"]: 2 }; return o["import"] + o.import2; })());
