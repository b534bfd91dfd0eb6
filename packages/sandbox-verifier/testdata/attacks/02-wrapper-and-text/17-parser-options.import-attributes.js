// attack: 02-wrapper-and-text/17-parser-options
// kind: body
// by: verifier
// expect: reject(verify:import-token) 2:1
"use strict";
import a from "./x.json" with { type: "json" };
