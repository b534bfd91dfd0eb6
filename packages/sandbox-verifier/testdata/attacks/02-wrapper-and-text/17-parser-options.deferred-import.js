// attack: 02-wrapper-and-text/17-parser-options
// kind: body
// by: verifier
// expect: reject(verify:import-token) 2:1
"use strict";
import defer * as a from "./x.ts";
