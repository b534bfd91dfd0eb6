"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.k = void 0;
exports.f = f;
exports.g = g;
exports.h = h;
async function f() { await g(); }
function* g() { yield 1; }
async function* h() { yield* g(); for await (const x of h())
    yield x; }
exports.k = f;
