// attack: 02-wrapper-and-text/06-hashbang
// kind: body
// by: verifier
// expect: reject(verify:text) 1:1
#!/usr/bin/env deno
"use strict";
