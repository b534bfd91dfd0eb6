// attack: 03-scanner-confusion/07-comments-and-strings
// kind: body
// by: verifier
// rule: S8
// expect: reject(verify:mutable-binding) 2:80
"use strict";
/*1*/function/*2*/f/*3*/(/*4*/a/*5*/)/*6*/{/*7*/return/*8*/a/*9*/;/*10*/}/*11*/let hidden = 1;/*12*/
