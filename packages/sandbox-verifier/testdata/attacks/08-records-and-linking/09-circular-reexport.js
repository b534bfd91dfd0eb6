// attack: 08-records-and-linking/09-circular-reexport
// kind: body
// by: graph
// expect: reject(graph:circular-export)
"use strict";
const b_1 = require("./b.js");
exports.x = b_1.a;
// file: /b.js
"use strict";
const c_1 = require("./c.js");
Object.defineProperty(exports, "a", { enumerable: true, get: function () { return c_1.a; } });
// file: /c.js
"use strict";
const b_1 = require("./b.js");
Object.defineProperty(exports, "a", { enumerable: true, get: function () { return b_1.a; } });
