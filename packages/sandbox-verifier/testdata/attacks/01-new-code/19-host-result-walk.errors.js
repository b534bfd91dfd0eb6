// attack: 01-new-code/19-host-result-walk
// kind: body
// by: loader
// expect: inert
"use strict";
exports.probe = probe;
async function probe() {
  const found = [], errors = [];
  const steps = [
    () => new URL("nonsense"), () => atob("%"), () => btoa("\u0100"), () => structuredClone(() => 1), () => new TextDecoder("none"),
    () => new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([255])), () => Date.now(), () => Math.random(), () => new Date(), () => fetch("https://a.example/"),
    () => new Headers({ "a b": "c" }), () => new Request("x"), () => new Response(1, { status: 1 }), () => new URLSearchParams([[1]]), () => structuredClone(Symbol("a")), () => URL(), () => TextEncoder(),
    () => URL.prototype.href, () => new TextDecoder().decode(1), () => (0, console.log).call(null, { toString() { throw new Error("mine"); } }),
  ];
  for (const step of steps) { try { await step(); } catch (error) { errors.push(error); } }
  for (const error of errors) {
    const text = error.name + " " + error.message + " " + error.stack + " " + error.cause;
    if (/file:|ext:|\/work|\/home|\/root|node:|Deno|op_/.test(text)) found.push(text);
    let at = error;
    while (Object.getPrototypeOf(at) !== null) { at = Object.getPrototypeOf(at); if (!Object.isFrozen(at)) found.push("prototype of " + error.name); }
    if (at !== Object.prototype) found.push("foreign " + error.name);
    try { error.constructor.constructor("return tripwire('error')")(); found.push("function"); } catch (refused) { if (!(refused instanceof TypeError)) found.push(String(refused)); }
    for (const key of Reflect.ownKeys(error)) {
      const own = Object.getOwnPropertyDescriptor(error, key);
      for (const part of [own.value, own.get, own.set]) if (typeof part === "function" && !Object.isFrozen(part)) found.push(error.name + "." + String(key));
    }
  }
  return errors.length < 12 ? ["only " + errors.length + " errors"] : found;
}
