// attack: 01-new-code/19-host-result-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
async function probe() {
  const found = [];
  const bytes = new TextEncoder().encode("ab");
  class Mine extends Uint8Array { static get [Symbol.species]() { found.push("species"); return Mine; } }
  bytes.subarray(0, 1);
  new TextDecoder().decode(Object.assign(new Uint8Array([97])));
  structuredClone(new Mine(1));
  class Later extends Promise { constructor(run) { super(run); } }
  const later = await new Later((resolve) => resolve(1));
  return later === 1 ? found : ["later"];
}
