// attack: 08-records-and-linking/07-missing-export
// kind: body
// by: graph
// expect: reject(graph:no-export)
"use strict";
const b_1 = require("./b.js");
exports.x = b_1.one;
// file: /b.js
"use strict";
exports.once = 1;
