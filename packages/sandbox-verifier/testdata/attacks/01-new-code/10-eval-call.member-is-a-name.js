// attack: 01-new-code/10-eval-call
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
exports.value = __cfHelpers.__cf_data(((o) => o.eval(1))({ eval: (n) => n }));
