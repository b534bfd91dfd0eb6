// attack: 01-new-code/15-host-names
// kind: body
// by: verifier
// value: [1,2,3]
// expect: accept
"use strict";
function f(Deno, { window }, [process]) { return [Deno, window, process]; }
exports.value = __cfHelpers.__cf_data(f(1, { window: 2 }, [3]));
