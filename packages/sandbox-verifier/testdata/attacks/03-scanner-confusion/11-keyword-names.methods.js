// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// value: 2
// expect: accept
"use strict";
function f() { return { break() { return 1; }, case() { return 1; }, catch() { return 1; }, class() { return 1; }, const() { return 1; }, continue() { return 1; }, debugger() { return 1; }, default() { return 1; }, delete() { return 1; }, do() { return 1; }, else() { return 1; }, enum() { return 1; }, export() { return 1; }, extends() { return 1; }, false() { return 1; }, finally() { return 1; }, for() { return 1; }, function() { return 1; }, if() { return 1; }, in() { return 1; }, instanceof() { return 1; }, new() { return 1; }, null() { return 1; }, return() { return 1; }, super() { return 1; }, switch() { return 1; }, this() { return 1; }, throw() { return 1; }, true() { return 1; }, try() { return 1; }, typeof() { return 1; }, var() { return 1; }, void() { return 1; }, while() { return 1; }, with() { return 1; }, yield() { return 1; }, let() { return 1; }, static() { return 1; }, implements() { return 1; }, interface() { return 1; }, package() { return 1; }, private() { return 1; }, protected() { return 1; }, public() { return 1; }, await() { return 1; }, async() { return 1; }, of() { return 1; }, get() { return 1; }, set() { return 1; }, arguments() { return 1; } }; }
exports.value = __cfHelpers.__cf_data(f().let() + f().while());
