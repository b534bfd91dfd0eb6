// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// value: 51
// expect: accept
"use strict";
function f() { return class { break = 1; case = 1; catch = 1; class = 1; const = 1; continue = 1; debugger = 1; default = 1; delete = 1; do = 1; else = 1; enum = 1; export = 1; extends = 1; false = 1; finally = 1; for = 1; function = 1; if = 1; in = 1; instanceof = 1; new = 1; null = 1; return = 1; super = 1; switch = 1; this = 1; throw = 1; true = 1; try = 1; typeof = 1; var = 1; void = 1; while = 1; with = 1; yield = 1; let = 1; static = 1; implements = 1; interface = 1; package = 1; private = 1; protected = 1; public = 1; await = 1; async = 1; of = 1; get = 1; set = 1; eval = 1; arguments = 1; }; }
exports.value = __cfHelpers.__cf_data(Object.keys(new (f())()).length);
