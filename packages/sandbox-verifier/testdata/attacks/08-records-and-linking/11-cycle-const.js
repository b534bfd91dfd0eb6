// attack: 08-records-and-linking/11-cycle-const
// kind: body
// by: loader
// expect: throws(ReferenceError)
"use strict";
const b_1 = require("./b.js");
exports.late = 1;
exports.x = b_1.y;
// file: /b.js
"use strict";
const main_1 = require("./main.js");
exports.y = main_1.late;
