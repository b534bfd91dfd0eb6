// attack: 01-new-code/18-endowment-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const endowed = { console, log: console.log, TextEncoder, TextDecoder, URL, URLSearchParams, atob, btoa, structuredClone, fetch, Headers, Request, Response, Date, now: Date.now, random: Math.random };
  const found = [];
  for (const [name, value] of Object.entries(endowed)) {
    for (const start of [value, value.prototype, Object.getPrototypeOf(value)]) {
      let at = start, depth = 0;
      while (at !== undefined && at !== null && depth++ < 8) {
        try { at.constructor?.("return tripwire('endowment')")(); } catch (error) { if (!(error instanceof TypeError || error instanceof SyntaxError || error instanceof ReferenceError || error.name === "CapabilityError" || error instanceof RangeError)) found.push(name + ": " + error); }
        at = at.constructor === at ? undefined : at.constructor;
      }
    }
  }
  return found;
}
