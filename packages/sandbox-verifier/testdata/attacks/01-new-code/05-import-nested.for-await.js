// attack: 01-new-code/05-import-nested
// kind: body
// by: verifier
// second: loader
// expect: reject(verify:text) 2:45
"use strict";
async function f() { for await (const a of [import("./x.ts")]) a; }
