// attack: 04-module-grammar/33-accept-neighbours
// kind: body
// by: verifier
// value: [6,"xax",[1,2],3,"b"]
// expect: accept
"use strict";
function all(o) {
  let sum = 0;
  for (const n of [1, 2, 3]) sum += n;
  class Local { static #n = 0; m = [1, 2]; static { Local.#n = 3; } static get n() { return Local.#n; } }
  const text = `x${o?.a ?? ""}x`;
  outer: for (;;) { switch (sum) { case 6: break outer; default: continue outer; } }
  try { delete o.a; if ("a" in o) throw new Error("a"); } catch ({ message }) { return message; } finally { sum += 0; }
  return [sum, text, new Local().m, Local.n, o.b instanceof Object ? "" : o["b"]];
}
exports.value = __cfHelpers.__cf_data(all({ a: "a", b: "b" }));
