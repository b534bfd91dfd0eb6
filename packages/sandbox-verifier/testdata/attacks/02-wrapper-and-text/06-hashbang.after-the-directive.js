// attack: 02-wrapper-and-text/06-hashbang
// kind: body
// by: verifier
// expect: reject(verify:syntax) 2:2
"use strict";
#!/usr/bin/env deno
