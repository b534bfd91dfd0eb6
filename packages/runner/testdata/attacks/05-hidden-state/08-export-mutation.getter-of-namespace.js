// attack: 05-hidden-state/08-export-mutation
// kind: body
// by: loader
// expect: throws(TypeError)
"use strict";
const other = __importStar(require("./other.js"));
exports.probe = probe;
function probe() {
  const { get } = Object.getOwnPropertyDescriptor(other, "a");
  get.calls = (get.calls ?? 0) + 1;
  return ["a getter that counts"];
}
// file: /other.js
"use strict";
exports.a = 1;
