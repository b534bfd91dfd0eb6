"use strict";
Object.defineProperty(exports, "__esModule", { value: true });
exports.all = all;
function all(o, { p = 1, ...q } = {}, [r, , ...s] = []) { class A extends Object {
    #x = 1;
    static count = 0;
    static { A.count = 1; }
    get x() { return this.#x; }
    set x(v) { this.#x = v; }
    static async *gen() { yield* []; }
    has(y) { return #x in y; }
    [p]() { return super.toString(); }
} outer: for (let i = 0; i < 3; i++) {
    for (const k in o) {
        if (k)
            continue outer;
        else
            break outer;
    }
} switch (p) {
    case 1: {
        let z = 1;
    }
    default: var late = 2;
} try {
    throw new Error("x");
}
catch ({ message }) {
    late = message;
}
finally {
    delete o.x;
} const re = (1) / 2 / p; if (p)
    /re}"/.test(""); const t = `a${`b${p}}`}`; o?.a?.[p]?.(1); const { a: b, ...c } = o; ({ x: o.y, z: [o.w = 1] } = o); o.v ??= b; o.u **= 2; return function* named() { const x = yield arguments.length; new.target; return [named, x, ...s, "a" in o, o instanceof A, typeof re, void 0, t, c, q, r]; }; }
