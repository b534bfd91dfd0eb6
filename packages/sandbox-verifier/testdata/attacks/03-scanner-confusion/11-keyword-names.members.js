// attack: 03-scanner-confusion/11-keyword-names
// kind: body
// by: verifier
// value: [1]
// expect: accept
"use strict";
function f(o) { return [o.break, o.case, o.catch, o.class, o.const, o.continue, o.debugger, o.default, o.delete, o.do, o.else, o.enum, o.export, o.extends, o.false, o.finally, o.for, o.function, o.if, o.in, o.instanceof, o.new, o.null, o.return, o.super, o.switch, o.this, o.throw, o.true, o.try, o.typeof, o.var, o.void, o.while, o.with, o.yield, o.let, o.static, o.implements, o.interface, o.package, o.private, o.protected, o.public, o.await, o.async, o.of, o.get, o.set, o.arguments]; }
exports.value = __cfHelpers.__cf_data(f({ let: 1 }).filter((each) => each === 1));
