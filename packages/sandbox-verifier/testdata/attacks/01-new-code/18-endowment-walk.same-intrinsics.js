// attack: 01-new-code/18-endowment-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const found = [];
  const F = Object.getPrototypeOf(probe);
  for (const [name, value] of Object.entries({ log: console.log, TextEncoder, TextDecoder, URL, URLSearchParams, atob, btoa, structuredClone, fetch, Headers, Request, Response, Date, random: Math.random })) {
    let at = value;
    while (Object.getPrototypeOf(at) !== null && typeof Object.getPrototypeOf(at) === "function") at = Object.getPrototypeOf(at);
    if (at !== F && Object.getPrototypeOf(at) !== Object.prototype) found.push(name);
  }
  for (const [name, value] of Object.entries({ url: new URL("https://a.example/"), params: new URLSearchParams("a=1"), bytes: new TextEncoder().encode("a"), clone: structuredClone({ a: [1] }), list: structuredClone([1]), map: structuredClone(new Map()), date: structuredClone(new Date(0)), error: structuredClone(new Error("a")) })) {
    let at = value;
    while (Object.getPrototypeOf(at) !== null) at = Object.getPrototypeOf(at);
    if (at !== Object.prototype) found.push(name);
  }
  return found;
}
