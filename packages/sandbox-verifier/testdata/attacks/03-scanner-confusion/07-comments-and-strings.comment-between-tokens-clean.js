// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// value: 1
// expect: accept
"use strict";
/*1*/function/*2*/f/*3*/(/*4*/a/*5*/)/*6*/{/*7*/return/*8*/a/*9*/;/*10*/}/*11*/const seen = 1;/*12*/
exports.value = seen;
