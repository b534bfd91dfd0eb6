// attack: 02-wrapper-and-text/14-no-directive
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict"; "use asm"; 'use server';
exports.value = 1;
