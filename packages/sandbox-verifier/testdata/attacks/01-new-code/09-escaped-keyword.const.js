// attack: 01-new-code/09-escaped-keyword
// kind: body
// by: verifier
// expect: reject(verify:escaped-name) 2:1
"use strict";
c\u006fnst a = 1;
