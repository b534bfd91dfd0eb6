// attack: 01-new-code/18-endowment-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const found = [];
  for (const f of [console.log, console.error, atob, btoa, structuredClone, fetch, Math.random, Date.now]) {
    for (const key of ["boundTarget", "target", "this", "caller", "arguments", "[[BoundTargetFunction]]"]) {
      try { if (f[key] != null) found.push(f.name + "." + key); } catch (error) { if (!(error instanceof TypeError)) found.push(f.name); }
    }
    if (/Deno|ext:|file:|op_/.test(Function_toString(f))) found.push(f.name + " source");
  }
  return found;
}
const Function_toString = __cfHardenFn((f) => String(f));
