// attack: 01-new-code/07-import-declaration
// kind: body
// by: verifier
// expect: reject(verify:text) 1:1
import "./x.ts";
"use strict";
