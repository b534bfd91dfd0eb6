// attack: 01-new-code/07-import-declaration
// kind: body
// by: verifier
// expect: reject(verify:import-token) 2:1
"use strict";
import * as x from "./x.ts";
