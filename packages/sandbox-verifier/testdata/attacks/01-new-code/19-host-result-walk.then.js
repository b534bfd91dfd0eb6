// attack: 01-new-code/19-host-result-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const found = [];
  for (const [name, value] of Object.entries({ url: new URL("https://a.example/"), params: new URLSearchParams(), encoder: new TextEncoder(), console, Math, Date, clone: structuredClone({}), URL, fetch })) {
    if ("then" in value) found.push(name);
  }
  return found;
}
