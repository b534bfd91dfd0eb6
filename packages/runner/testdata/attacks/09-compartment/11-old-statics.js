// attack: 09-compartment/11-old-statics
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
function probe() {
  const reached = [];
  /(a)(b)/.exec("xaby");
  for (const name of ["$1", "$_", "$&", "$+", "$`", "$'", "input", "lastMatch", "lastParen", "leftContext", "rightContext", "multiline"]) {
    if (RegExp[name] !== undefined) reached.push(`RegExp.${name}`);
  }
  if (RegExp.prototype.compile !== undefined) reached.push("compile");
  const hosts = { atob, btoa, structuredClone, fetch, Headers, Request, Response, URL, URLSearchParams, TextEncoder, TextDecoder,
    log: console.log, now: Date.now, parse: Date.parse, random: Math.random };
  for (const [name, fn] of Object.entries(hosts)) {
    const text = Function_toString(fn);
    if (/file:|ext:|Deno|packages\/|node:/.test(text)) reached.push(`the text of ${name}`);
  }
  for (const { prototype } of [URL, URLSearchParams, TextEncoder, TextDecoder, Headers, Request, Response]) {
    for (const key of Object.getOwnPropertySymbols(prototype)) {
      if (Symbol.keyFor(key) !== undefined) reached.push(`a hook ${Symbol.keyFor(key)}`);
    }
  }
  return reached;
}
const Function_toString = __cfHardenFn((fn) => Object.getPrototypeOf(() => 1).toString.call(fn));
