// attack: 01-new-code/18-endowment-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const found = [], handed = [];
  const note = noting(handed);
  const url = new URL("https://a.example/?b=1");
  for (const start of [console, URL, url, URLSearchParams, url.searchParams, new URLSearchParams("a=1"), new TextEncoder(), new TextDecoder(), Headers, Request, Response, fetch, atob]) {
    for (let at = start; at !== null && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
      for (const symbol of Object.getOwnPropertySymbols(at)) {
        const { value } = Object.getOwnPropertyDescriptor(at, symbol);
        if (typeof value !== "function") continue;
        if (!Object.isFrozen(value)) found.push("unfrozen " + String(symbol));
        for (const self of [start, {}, undefined]) {
          try { handed.push(Reflect.apply(value, self, [note, { depth: 1 }, note])); } catch (error) { handed.push(error); }
        }
      }
    }
  }
  const seen = new Set();
  while (handed.length > 0) {
    const value = handed.pop();
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) continue;
    seen.add(value);
    let top = value;
    while (Object.getPrototypeOf(top) !== null) top = Object.getPrototypeOf(top);
    if (top !== Object.prototype && !Object.isFrozen(top)) found.push("a foreign prototype");
    if (typeof value === "function" && value !== note && !Object.isFrozen(value)) found.push("an unfrozen function");
    try { value.constructor?.constructor?.("return tripwire('symbol')")(); found.push("new code"); } catch (error) { if (!(error instanceof Error)) found.push("a foreign error"); }
    for (const key of Reflect.ownKeys(value)) handed.push(Object.getOwnPropertyDescriptor(value, key)?.value);
  }
  return found;
}
function noting(list) { return (...all) => { list.push(...all); return "noted"; }; }
