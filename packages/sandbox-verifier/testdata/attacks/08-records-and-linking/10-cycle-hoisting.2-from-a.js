// attack: 08-records-and-linking/10-cycle-hoisting
// kind: body
// by: loader
// expect: accept
// value: "a"
"use strict";
const e_1 = require("./a.js");
exports.value = e_1.early;
// file: /a.js
"use strict";
exports.f = f;
const next_1 = require("./b.js");
function f(n) { return n === 0 ? "a" : (0, next_1.f)(n - 1); }
exports.early = __cfHelpers.__cf_data((0, next_1.f)(3));
// file: /b.js
"use strict";
exports.f = f;
const next_1 = require("./a.js");
function f(n) { return n === 0 ? "b" : (0, next_1.f)(n - 1); }
exports.early = __cfHelpers.__cf_data((0, next_1.f)(3));
