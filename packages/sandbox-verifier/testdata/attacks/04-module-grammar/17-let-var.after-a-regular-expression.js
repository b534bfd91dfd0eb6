// attack: 04-module-grammar/17-let-var
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:41
"use strict";
const a = __cfHelpers.__cf_data(/let/); let b = 1; const c = __cfHelpers.__cf_data(/a/);
