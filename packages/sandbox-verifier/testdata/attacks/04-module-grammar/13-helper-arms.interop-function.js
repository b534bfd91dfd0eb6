// attack: 04-module-grammar/13-helper-arms
// kind: body
// by: verifier
// rule: W2
// expect: reject(verify:reserved-name) 2:10
"use strict";
function __importDefault(mod) { return mod && mod.__esModule ? mod : { default: mod }; }
