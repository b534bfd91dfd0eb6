// attack: 08-records-and-linking/08-ambiguous-star
// kind: body
// by: graph
// expect: reject(graph:ambiguous-export)
"use strict";
const b_1 = require("./b.js");
exports.x = b_1.a;
// file: /b.js
"use strict";
__exportStar(require("./c.js"), exports);
__exportStar(require("./d.js"), exports);
// file: /c.js
"use strict";
exports.a = 1;
// file: /d.js
"use strict";
exports.a = 2;
