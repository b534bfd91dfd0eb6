// attack: 04-module-grammar/13-helper-arms
// kind: body
// by: verifier
// expect: reject(verify:mutable-binding) 2:1
"use strict";
var __importDefault = (this && this.__importDefault) || function (mod) { return mod; };
