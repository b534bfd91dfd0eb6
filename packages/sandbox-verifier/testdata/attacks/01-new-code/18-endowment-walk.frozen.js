// attack: 01-new-code/18-endowment-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const endowed = { console, TextEncoder, TextDecoder, URL, URLSearchParams, atob, btoa, structuredClone, fetch, Headers, Request, Response, Date, Math };
  const found = [], seen = new Set(), queue = Object.entries(endowed);
  while (queue.length > 0) {
    const [path, value] = queue.pop();
    if (value === null || (typeof value !== "object" && typeof value !== "function") || seen.has(value)) continue;
    seen.add(value);
    if (!Object.isFrozen(value)) found.push(path);
    queue.push([path + ".__proto__", Object.getPrototypeOf(value)]);
    for (const key of Reflect.ownKeys(value)) {
      const { value: own, get, set } = Object.getOwnPropertyDescriptor(value, key);
      for (const [kind, part] of [["", own], [" get", get], [" set", set]]) queue.push([path + "." + String(key) + kind, part]);
    }
  }
  return found;
}
